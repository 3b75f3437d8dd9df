package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the collector does with metadata of enhanced hosts: the classical cases of ephemerons. */
abstract class Ephemerons {
    private final WeakMap<Object, Object> map = new WeakMap<>();
    private final WeakMap<Object, Object> other = new WeakMap<>();
    private final WeakSet<Object> set = new WeakSet<>();

    abstract HostNode newHost();

    @Test
    void hostsHaveASlotOnceThereIsMetadata() {
        WeakHost host = (WeakHost) (Object) newHost();
        assertThat(map.get(host)).isNull();
        assertThat(map.delete(host)).isFalse();
        assertThat(host.weakSlot()).isNull();
        map.set(host, 1);
        set.add(host);
        assertThat(host.weakSlot()).isNotNull().isSameAs(host.weakSlot());
        assertThat(map.get(host)).isEqualTo(1);
        assertThat(set.has(host)).isTrue();
        assertThat(other.has(host)).isFalse();
        assertThat(map.delete(host)).isTrue();
        assertThat(map.has(host)).isFalse();
    }

    @Test
    void cyclesAreCollected() {
        List<WeakReference<Object>> hosts = List.of(
                direct(), lambda(), innerClass(), acrossEntries(), acrossMaps(), aMapInItself(), aGeneratedEntry());
        for (int i = 0; i < hosts.size(); i++) {
            Gc.awaitCleared("host " + i, hosts.get(i));
        }
        Reference.reachabilityFence(map);
        Reference.reachabilityFence(other);
    }

    private WeakReference<Object> direct() {
        Object host = newHost();
        map.set(host, host);
        return new WeakReference<>(host);
    }

    private WeakReference<Object> lambda() {
        Object host = newHost();
        map.set(host, (Supplier<Object>) () -> host);
        return new WeakReference<>(host);
    }

    private WeakReference<Object> innerClass() {
        HostNode host = newHost();
        map.set(host, host.inner());
        return new WeakReference<>(host);
    }

    private WeakReference<Object> acrossEntries() {
        Object first = newHost();
        Object second = newHost();
        map.set(first, second).set(second, first);
        return new WeakReference<>(first);
    }

    private WeakReference<Object> acrossMaps() {
        Object first = newHost();
        Object second = newHost();
        map.set(first, second);
        other.set(second, first);
        return new WeakReference<>(first);
    }

    private WeakReference<Object> aMapInItself() {
        Object host = newHost();
        WeakMap<Object, Object> own = new WeakMap<>();
        own.set(host, List.of(own, host));
        return new WeakReference<>(host);
    }

    private static final MetadataTable<HostEntry> TABLE = new MetadataTable<>(HostEntry::new);

    private WeakReference<Object> aGeneratedEntry() {
        Object host = newHost();
        TABLE.compute(host, HostEntry.LAYOUT_MEMO, null, () -> List.of(host));
        assertThat(TABLE.has(host)).isTrue();
        return new WeakReference<>(host);
    }

    @Test
    void aLongChainIsCollected() {
        Gc.awaitCleared("the chain", chain());
        Reference.reachabilityFence(map);
    }

    private WeakReference<Object> chain() {
        Object last = newHost();
        Object first = last;
        for (int i = 0; i < 100_000; i++) {
            Object host = newHost();
            map.set(host, first);
            first = host;
        }
        map.set(last, first);
        return new WeakReference<>(first);
    }

    @Test
    void randomGraphsAreCollectedAsTheModelSays() {
        List<EphemeronGraph> graphs = new ArrayList<>();
        for (int seed = 0; seed < 500; seed++) {
            graphs.add(new EphemeronGraph(seed, 12, 4, this::newHost));
        }
        graphs.forEach(EphemeronGraph::holdRootsOnly);
        Gc.await(
                "what the model says",
                () -> graphs.stream().allMatch(graph -> graph.alive().equals(graph.expected())));
        assertThat(graphs.stream().allMatch(EphemeronGraph::entriesOfRootsAreThere))
                .isTrue();
        assertThat(graphs.stream().map(graph -> graph.alive().cardinality())).contains(0, 4, 8, 12);
    }

    @Test
    void aCloneDoesNotKeepItsOriginal() {
        List<HostNode> clones = new ArrayList<>();
        Gc.awaitCleared("the original", cloned(clones));
        assertThat(map.has(clones.get(0))).isFalse();
        map.set(clones.get(0), "of the clone");
        assertThat(map.get(clones.get(0))).isEqualTo("of the clone");
    }

    private WeakReference<Object> cloned(List<HostNode> clones) {
        HostNode host = newHost();
        map.set(host, "of the original");
        clones.add(host.copy());
        assertThat(((WeakHost) (Object) clones.get(0)).weakSlot()).isNull();
        assertThat(map.get(host)).isEqualTo("of the original");
        return new WeakReference<>(host);
    }

    @Test
    void aDroppedTableIsKeptOnlyByValuesThatReferenceIt() {
        Object host = newHost();
        WeakReference<Object> value = valueInADroppedMap(host);
        Gc.awaitCleared("the value", value);
        WeakReference<Object> dropped = valueThatReferencesItsDroppedMap(host);
        Gc.collect();
        assertThat(dropped.refersTo(null)).isFalse();
        Reference.reachabilityFence(host);
    }

    private static WeakReference<Object> valueInADroppedMap(Object host) {
        Object value = new Object();
        new WeakMap<>().set(host, value);
        return new WeakReference<>(value);
    }

    private static WeakReference<Object> valueThatReferencesItsDroppedMap(Object host) {
        WeakMap<Object, Object> dropped = new WeakMap<>();
        dropped.set(host, List.of(dropped));
        return new WeakReference<>(dropped);
    }

    @Test
    void aHostThatIsNotEnhancedIsKept() {
        WeakReference<Object> host = keptInATable();
        Gc.collect();
        assertThat(host.refersTo(null)).isFalse();
        Reference.reachabilityFence(map);
    }

    private WeakReference<Object> keptInATable() {
        HostNode host = new HostNode();
        map.set(host, host);
        return new WeakReference<>(host);
    }
}
