package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hosts that keep their own metadata. */
class SlotTest {
    static class Node implements WeakHost {
        private final WeakSlot slot = new WeakSlot();

        @Override
        public WeakSlot weakSlot() {
            return slot;
        }
    }

    private final WeakMap<Object, Object> map = new WeakMap<>();
    private final WeakMap<Object, Object> other = new WeakMap<>();
    private final WeakSet<Object> set = new WeakSet<>();

    @Test
    void allOperationsOfAMap() {
        Node node = new Node();
        assertThat(map.has(node)).isFalse();
        assertThat(map.get(node)).isNull();
        assertThat(map.delete(node)).isFalse();
        assertThat(map.set(node, 1).get(node)).isEqualTo(1);
        assertThat(map.set(node, 2).get(node)).isEqualTo(2);
        assertThat(map.getOrInsert(node, 3)).isEqualTo(2);
        assertThat(map.update(node, n -> (int) n + 1)).isEqualTo(3);
        assertThat(map.has(new Node())).isFalse();
        assertThat(map.delete(node)).isTrue();
        assertThat(map.has(node)).isFalse();
        assertThat(map.update(node, n -> n)).isNull();
        assertThat(map.has(node)).isTrue();
        map.clear();
        assertThat(map.has(node)).isFalse();
        assertThat(map.getOrInsertComputed(node, n -> "computed")).isEqualTo("computed");
        assertThat(map.getOrDefault(node, "default")).isEqualTo("computed");
        assertThatNullPointerException().isThrownBy(() -> map.set(null, 1));
    }

    @Test
    void oneTableNeverSeesAnother() {
        Node node = new Node();
        List<WeakMap<Object, Integer>> maps = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            maps.add(new WeakMap<>());
            maps.get(i).set(node, i);
        }
        set.add(node);
        for (int i = 0; i < 1_000; i++) {
            assertThat(maps.get(i).get(node)).isEqualTo(i);
            assertThat(maps.get(i).delete(node)).isTrue();
            assertThat(maps.get(i).has(node)).isFalse();
        }
        assertThat(set.has(node)).isTrue();
        assertThat(set.addIfAbsent(node)).isFalse();
        assertThat(set.delete(node)).isTrue();
        assertThat(set.has(node)).isFalse();
    }

    @Test
    void clearForgetsHostsWithAndWithoutASlot() {
        Node node = new Node();
        Object plain = new Object();
        map.set(node, 1).set(plain, 2);
        other.set(node, 3);
        map.clear();
        assertThat(map.has(node)).isFalse();
        assertThat(map.has(plain)).isFalse();
        assertThat(other.get(node)).isEqualTo(3);
        map.set(node, 4);
        assertThat(map.get(node)).isEqualTo(4);
    }

    // Faulty hosts

    private static final class SuppliedSlot implements WeakHost {
        private Supplier<WeakSlot> slot;

        @Override
        public WeakSlot weakSlot() {
            return slot.get();
        }
    }

    @Test
    void aHostThatForgetsItsSlotIsRefused() {
        class Forgetful implements LazyWeakHost {
            @Override
            public WeakSlot weakSlot() {
                return null;
            }

            @Override
            public void weakSlot(WeakSlot slot) {}
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> map.set(new Forgetful(), 1))
                .withMessageMatching(
                        "The slot of a .*Forgetful is null; weakSlot\\(WeakSlot\\) must keep what it is given,"
                                + " and weakSlot\\(\\) return that");
    }

    @Test
    void aHostWithoutASlotIsRefused() {
        SuppliedSlot host = new SuppliedSlot();
        host.slot = () -> null;
        map.set(new Node(), 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> map.set(host, 1))
                .withMessage("The slot of a dev.weakmetadata.SlotTest$SuppliedSlot is null; set it before metadata is"
                        + " written, in its declaration best");
        assertThat(map.get(host)).isNull();
        assertThat(map.delete(host)).isFalse();
        host.slot = new Node()::weakSlot;
        assertThat(map.set(host, 2).get(host)).isEqualTo(2);
    }

    @Test
    void twoHostsWithTheSameSlotNeverSeeEachOthersData() {
        Node node = new Node();
        SuppliedSlot thief = new SuppliedSlot();
        thief.slot = node::weakSlot;
        map.set(node, 1);
        assertThat(map.has(thief)).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> map.set(thief, 2))
                .withMessage("The slot of a dev.weakmetadata.SlotTest$SuppliedSlot is the slot of another object; each"
                        + " object, each clone too, needs one of its own");
        assertThat(map.get(node)).isEqualTo(1);
        assertThat(map.delete(thief)).isFalse();
    }

    // Slots made with the first metadata

    private static class LazyNode implements LazyWeakHost, Cloneable {
        private volatile WeakSlot slot;

        @Override
        public WeakSlot weakSlot() {
            return slot;
        }

        @Override
        public void weakSlot(WeakSlot slot) {
            this.slot = slot;
        }

        @Override
        protected LazyNode clone() throws CloneNotSupportedException {
            return (LazyNode) super.clone();
        }
    }

    @Test
    void readsMakeNoSlot() {
        map.set(new Node(), 1);
        LazyNode host = new LazyNode();
        assertThat(map.get(host)).isNull();
        assertThat(map.has(host)).isFalse();
        assertThat(map.delete(host)).isFalse();
        assertThat(host.slot).isNull();
        map.set(host, 2);
        WeakSlot slot = host.slot;
        assertThat(slot).isNotNull();
        other.set(host, 3);
        assertThat(host.slot).isSameAs(slot);
        assertThat(map.get(host)).isEqualTo(2);
        assertThat(other.get(host)).isEqualTo(3);
    }

    @Test
    void aCloneHasMetadataOfItsOwn() throws CloneNotSupportedException {
        LazyNode host = new LazyNode();
        map.set(host, 1);
        LazyNode clone = host.clone();
        assertThat(clone.slot).isSameAs(host.slot);
        assertThat(map.has(clone)).isFalse();
        assertThat(map.delete(clone)).isFalse();
        map.set(clone, 2);
        assertThat(map.get(host)).isEqualTo(1);
        assertThat(map.get(clone)).isEqualTo(2);
        assertThat(clone.slot).isNotSameAs(host.slot);
    }

    @Test
    void aCloneMadeAtTheSameTimeAsTheSlotHasMetadataOfItsOwn() {
        LazyNode clone = new LazyNode();
        LazyWeakHost host = new LazyWeakHost() {
            private WeakSlot slot;

            @Override
            public WeakSlot weakSlot() {
                return slot;
            }

            @Override
            public void weakSlot(WeakSlot slot) {
                this.slot = slot;
                clone.slot = slot; // as Object.clone() would in another thread, which then goes on
                map.set(clone, "of the clone");
            }
        };
        map.set(host, "of the host");
        assertThat(map.get(host)).isEqualTo("of the host");
        assertThat(map.get(clone)).isEqualTo("of the clone");
    }

    @Test
    void threadsThatMakeTheSlotAtTheSameTimeAgree() {
        for (int i = 0; i < 1_000; i++) {
            LazyNode host = new LazyNode();
            CountDownLatch start = new CountDownLatch(1);
            List<Task<Object>> tasks = Task.start(3, thread -> () -> {
                Task.await(start);
                return map.getOrInsert(host, thread);
            });
            start.countDown();
            assertThat(Task.results(tasks)).containsOnly(map.get(host));
        }
    }

    @Test
    void noLockIsHeldWhileAHostIsGivenItsSlot() {
        LazyNode host = new LazyNode() {
            @Override
            public void weakSlot(WeakSlot slot) {
                super.weakSlot(slot);
                Task.results(Task.start(1, thread -> () -> {
                    for (int i = 0; i < 1_000; i++) {
                        map.set(new LazyNode(), "other");
                    }
                    return null;
                }));
            }
        };
        map.set(host, "value");
        assertThat(map.get(host)).isEqualTo("value");
    }

    // Ephemerons

    @Test
    @Tag("gc")
    void aValueThatReferencesItsKeyIsCollected() {
        Gc.awaitCleared("the host", referencedByItsValue(new Node()));
        Gc.awaitCleared("the host", referencedByItsMemo(new Node()));
        Gc.awaitCleared("the host", acrossMaps());
        Gc.awaitCleared("the host", inAChain());
        Reference.reachabilityFence(map);
    }

    @Test
    @Tag("gc")
    void aValueThatReferencesAnOrdinaryKeyIsNot() {
        WeakReference<Object> host = referencedByItsValue(new Object());
        Gc.collect();
        assertThat(host.refersTo(null)).isFalse();
        Reference.reachabilityFence(map);
    }

    private WeakReference<Object> referencedByItsValue(Object host) {
        map.set(host, (Runnable) () -> map.get(host));
        assertThat(map.has(host)).isTrue();
        return new WeakReference<>(host);
    }

    private static final MetadataTable<HostEntry> TABLE = new MetadataTable<>(HostEntry::new);

    private static WeakReference<Object> referencedByItsMemo(Node host) {
        Object result = TABLE.compute(host, HostEntry.LAYOUT_MEMO, null, () -> List.of(host));
        assertThat(result).isEqualTo(List.of(host));
        assertThat(TABLE.has(host)).isTrue();
        assertThat(TABLE.find(host)).isNotNull().isSameAs(TABLE.find((Object) host));
        return new WeakReference<>(host);
    }

    private WeakReference<Object> acrossMaps() {
        Node first = new Node();
        Node second = new Node();
        map.set(first, second);
        other.set(second, first);
        return new WeakReference<>(first);
    }

    private WeakReference<Object> inAChain() {
        Node last = new Node();
        Node first = last;
        for (int i = 0; i < 100_000; i++) {
            Node node = new Node();
            map.set(node, first);
            first = node;
        }
        map.set(last, first);
        return new WeakReference<>(first);
    }

    private static final class LinkedNode extends Node implements EphemeronGraph.Host {
        private final List<Object> references = new ArrayList<>();

        @Override
        public List<Object> references() {
            return references;
        }
    }

    @Test
    @Tag("gc")
    void randomGraphsAreCollectedAsTheModelSays() {
        List<EphemeronGraph> graphs = new ArrayList<>();
        for (int seed = 0; seed < 500; seed++) {
            graphs.add(new EphemeronGraph(seed, 12, 4, LinkedNode::new));
        }
        graphs.forEach(EphemeronGraph::holdRootsOnly);
        Gc.await(
                "what the model says",
                () -> graphs.stream().allMatch(graph -> graph.alive().equals(graph.expected())));
        assertThat(graphs.stream().allMatch(EphemeronGraph::entriesOfRootsAreThere))
                .isTrue();
        assertThat(graphs.stream().map(graph -> graph.alive().cardinality())).contains(0, 4, 8, 12);
    }

    private record Plain(List<Object> references) implements EphemeronGraph.Host {
        Plain() {
            this(new ArrayList<>());
        }
    }

    @Test
    @Tag("gc")
    void randomGraphsOfHostsWithoutSlotsKeepMore() {
        List<EphemeronGraph> graphs = new ArrayList<>();
        for (int seed = 0; seed < 100; seed++) {
            graphs.add(new EphemeronGraph(seed, 12, 4, Plain::new));
        }
        graphs.forEach(EphemeronGraph::holdRootsOnly);
        Gc.collect();
        assertThat(graphs.stream().map(SlotTest::unexpected)).anyMatch(unexpected -> !unexpected.isEmpty());
    }

    private static BitSet unexpected(EphemeronGraph graph) {
        BitSet unexpected = graph.alive();
        unexpected.andNot(graph.expected());
        return unexpected;
    }

    // Dropped tables

    @Test
    @Tag("gc")
    void entriesOfADroppedTableGo() {
        Node node = new Node();
        List<WeakReference<Object>> values = setInDroppedMaps(node);
        Gc.await("the values are collected", () -> values.stream().allMatch(value -> value.refersTo(null)));
        Gc.await("the entries are unlinked", () -> node.slot.home().entries() == 0);
        Reference.reachabilityFence(node);
    }

    private static List<WeakReference<Object>> setInDroppedMaps(Object key) {
        List<WeakReference<Object>> values = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Object value = new Object();
            new WeakMap<>().set(key, value);
            values.add(new WeakReference<>(value));
        }
        return values;
    }

    @Test
    @Tag("gc")
    void entriesOfAClearedTableGo() {
        Node node = new Node();
        WeakReference<Object> value = referencedByItsValue(node);
        map.clear();
        map.set(node, "another");
        Gc.await("the first entry is unlinked", () -> node.slot.home().entries() == 1);
        assertThat(value.refersTo(node)).isTrue();
        assertThat(map.get(node)).isEqualTo("another");
    }

    // Classes and class loaders

    @Test
    @Tag("gc")
    void valuesThatReferenceTheirClassOrLoaderAreCollected() throws Exception {
        Gc.awaitCleared("the loader", referencedByMetadataOfItsClass());
        Gc.awaitCleared("the loader", referencedByItsOwnMetadata());
        Reference.reachabilityFence(map);
    }

    private WeakReference<ClassLoader> referencedByMetadataOfItsClass() throws Exception {
        ClassLoader loader = Loaders.application();
        Class<?> type = loader.loadClass("dev.weakmetadata.application.Application");
        assertThat(type.getClassLoader()).isSameAs(loader);
        map.set(type, List.of(type));
        assertThat(map.get(type)).isEqualTo(List.of(type));
        return new WeakReference<>(loader);
    }

    private WeakReference<ClassLoader> referencedByItsOwnMetadata() {
        ClassLoader loader = Loaders.application();
        map.set(loader, List.of(loader));
        assertThat(map.get(loader)).isEqualTo(List.of(loader));
        return new WeakReference<>(loader);
    }

    @Test
    void classesAndLoadersThatCannotSeeTheRuntimeAreOrdinaryKeys() {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        map.set(Object.class, 1).set(int.class, 2).set(platform, 3).set(SlotTest.class, 4);
        assertThat(map.get(Object.class)).isEqualTo(1);
        assertThat(map.get(int.class)).isEqualTo(2);
        assertThat(map.get(platform)).isEqualTo(3);
        assertThat(map.get(SlotTest.class)).isEqualTo(4);
        assertThat(map.has(String.class)).isFalse();
        assertThat(Slots.find(Object.class)).isNull();
        assertThat(Slots.find(int.class)).isNull();
        assertThat(Slots.find(platform)).isNull();
        assertThat(Slots.find(SlotTest.class)).isNotNull();
    }
}
