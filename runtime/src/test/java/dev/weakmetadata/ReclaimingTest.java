package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Once a key is unreachable its entry goes, and the value with it, without another call. */
@Tag("gc")
class ReclaimingTest {
    private final WeakMap<Object, Object> map = new WeakMap<>();

    private static void awaitAllCleared(String what, List<WeakReference<Object>> references) {
        Gc.await(what, () -> references.stream().allMatch(reference -> reference.refersTo(null)));
    }

    /** Sets values for fresh keys and returns weak references to the values. */
    private static List<WeakReference<Object>> burst(WeakMap<Object, Object> map, int count) {
        List<Object> keys = new ArrayList<>();
        List<WeakReference<Object>> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object value = new Object();
            keys.add(new Object());
            map.set(keys.get(i), value);
            values.add(new WeakReference<>(value));
        }
        Reference.reachabilityFence(keys);
        return values;
    }

    @Test
    void valueGoesWithItsKeyWithoutAnotherCall() {
        List<WeakReference<Object>> values = burst(map, 1);

        awaitAllCleared("the value", values);
        assertThat(map.has(new Object())).isFalse();
    }

    @TestFactory
    List<DynamicTest> valueGoesHoweverItWasWritten() {
        return Map.<String, BiConsumer<Object, Object>>of(
                        "set", map::set,
                        "set twice", (key, value) -> map.set(key, "first").set(key, value),
                        "set after delete",
                                (key, value) -> {
                                    map.set(key, "first").delete(key);
                                    map.set(key, value);
                                },
                        "getOrInsert", map::getOrInsert,
                        "getOrInsertComputed", (key, value) -> map.getOrInsertComputed(key, k -> value),
                        "update of nothing", (key, value) -> map.update(key, old -> value),
                        "update", (key, value) -> map.set(key, "first").update(key, old -> value))
                .entrySet()
                .stream()
                .map(write -> DynamicTest.dynamicTest(
                        write.getKey(), () -> Gc.awaitCleared("the value", written(write.getValue()))))
                .toList();
    }

    private static WeakReference<Object> written(BiConsumer<Object, Object> write) {
        Object value = new Object();
        write.accept(new Object(), value);
        return new WeakReference<>(value);
    }

    @Test
    void keyItselfIsNotKeptAlive() {
        Gc.awaitCleared("the key", keyOf(map));
        Gc.awaitCleared("the element", elementOf(new WeakSet<>()));
    }

    private static WeakReference<Object> keyOf(WeakMap<Object, Object> map) {
        Object key = new Object();
        map.set(key, "value");
        return new WeakReference<>(key);
    }

    private static WeakReference<Object> elementOf(WeakSet<Object> set) {
        Object element = new Object();
        set.add(element);
        return new WeakReference<>(element);
    }

    @Test
    void liveKeysKeepTheirValues() {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            keys.add(new Object());
            map.set(keys.get(i), new int[] {i});
            burst(map, 1);
        }

        Gc.collect();

        for (int i = 0; i < keys.size(); i++) {
            assertThat((int[]) map.get(keys.get(i))).containsExactly(i);
        }
    }

    @Test
    void idleTableShrinksAfterABurst() {
        List<WeakReference<Object>> values = burst(map, 200_000);
        assertThat(Internals.bins(map)).isGreaterThan(100_000);

        Gc.await("the table has shrunk", () -> Internals.bins(map) <= 8_192);
        awaitAllCleared("all values", values);
    }

    @Test
    void idleTableShrinksAroundLiveKeys() {
        List<Object> live = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            live.add(new Object());
            map.set(live.get(i), i);
            burst(map, 200);
        }

        Gc.await("the table has shrunk", () -> Internals.bins(map) <= 8_192);

        for (int i = 0; i < live.size(); i++) {
            assertThat(map.get(live.get(i))).isEqualTo(i);
        }
    }

    @Test
    void idleSetShrinksAfterABurst() {
        WeakSet<Object> set = new WeakSet<>();
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            elements.add(new Object());
            set.add(elements.get(i));
        }
        Reference.reachabilityFence(elements);
        elements = null;

        Gc.await("the table has shrunk", () -> Internals.bins(set) <= 8_192);
    }

    @Test
    void chainsOfEntriesFallInTurn() {
        // Each value is the next entry's key: every collection frees at least one more.
        WeakReference<Object> last = chain(map, 20);

        Gc.awaitCleared("the end of the chain", last);
    }

    private static WeakReference<Object> chain(WeakMap<Object, Object> map, int length) {
        Object key = new Object();
        for (int i = 0; i < length; i++) {
            Object next = new Object();
            map.set(key, next);
            key = next;
        }
        return new WeakReference<>(key);
    }

    @Test
    void oneHundredThousandSmallTables() {
        List<WeakMap<Object, Object>> maps = new ArrayList<>();
        List<WeakReference<Object>> values = new ArrayList<>();
        Object live = new Object();
        for (int i = 0; i < 100_000; i++) {
            WeakMap<Object, Object> small = new WeakMap<>();
            maps.add(small);
            small.set(live, i);
            if (i % 10 == 0) {
                values.addAll(burst(small, 1));
            }
        }

        awaitAllCleared("the values in all tables", values);

        for (int i = 0; i < maps.size(); i++) {
            if (!Integer.valueOf(i).equals(maps.get(i).get(live))) {
                throw new AssertionError("lost the value of a live key");
            }
        }
    }

    @Test
    void droppedMapIsCollectedWhileItsKeysLive() {
        List<Object> keys = List.of(new Object(), new Object(), "string".toCharArray());

        WeakReference<Object> value = inDroppedMap(keys);
        Gc.awaitCleared("the value", value);
        Reference.reachabilityFence(keys);
    }

    private static WeakReference<Object> inDroppedMap(List<Object> keys) {
        Object value = new Object();
        WeakMap<Object, Object> dropped = new WeakMap<>();
        keys.forEach(key -> dropped.set(key, value));
        return new WeakReference<>(value);
    }

    @Test
    void mapDroppedWhileItsEntriesDie() {
        List<WeakReference<Object>> values = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            values.addAll(burst(new WeakMap<>(), 10));
        }
        values.addAll(burst(new WeakMap<>(), 50_000));

        awaitAllCleared("the values of dropped maps", values);
    }

    @Test
    void mapThatIsItsOwnKeyAndValueIsCollected() {
        Gc.awaitCleared("the map", itself());
    }

    private static WeakReference<Object> itself() {
        WeakMap<Object, Object> self = new WeakMap<>();
        self.set(self, self);
        return new WeakReference<>(self);
    }

    // Keys that come back

    private static final AtomicReference<Object> RESURRECTED = new AtomicReference<>();

    @SuppressWarnings({"removal", "deprecation"})
    private static final class Phoenix {
        @Override
        protected void finalize() {
            RESURRECTED.set(this);
        }
    }

    @Test
    void keyResurrectedByItsFinalizerIsAsNew() {
        WeakReference<Object> value = phoenix(map);
        Gc.await("the key has been finalized", () -> RESURRECTED.get() != null);
        Gc.awaitCleared("the value", value);

        Object key = RESURRECTED.get();
        assertThat(map.has(key)).isFalse();
        assertThat(map.get(key)).isNull();
        assertThat(map.delete(key)).isFalse();
        map.set(key, "second life");
        Gc.collect();
        assertThat(map.get(key)).isEqualTo("second life");
        assertThat(map.delete(key)).isTrue();
        RESURRECTED.set(null);
    }

    private static WeakReference<Object> phoenix(WeakMap<Object, Object> map) {
        Object value = new Object();
        map.set(new Phoenix(), value);
        return new WeakReference<>(value);
    }

    // While it is in use

    @Test
    void mapInUseWhileItsEntriesDie() {
        List<Object> live = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            live.add(new Object());
        }
        Task.results(Task.start(3, thread -> () -> {
            for (int round = 0; round < 20; round++) {
                for (int i = thread; i < live.size(); i += 3) {
                    map.set(live.get(i), round);
                }
                burst(map, 5_000);
                for (int i = thread; i < live.size(); i += 3) {
                    if (!Integer.valueOf(round).equals(map.get(live.get(i)))) {
                        throw new AssertionError("lost the value of a live key");
                    }
                }
                if (round % 5 == thread) {
                    System.gc();
                }
            }
            return null;
        }));

        assertThat(live).allMatch(key -> Integer.valueOf(19).equals(map.get(key)));
        Gc.await("the table has shrunk", () -> Internals.bins(map) <= 16_384);
        assertThat(live).allMatch(key -> Integer.valueOf(19).equals(map.get(key)));
    }

    @Test
    void keyStaysReachableWhileItsValueIsComputed() {
        WeakMap<Object, Object> results = new WeakMap<>();
        WeakReference<?>[] key = new WeakReference<?>[1];

        results.getOrInsertComputed(watched(key), k -> {
            Gc.collect();
            assertThat(key[0].refersTo(null)).isFalse();
            return "value";
        });
        results.update(watched(key), old -> {
            Gc.collect();
            assertThat(key[0].refersTo(null)).isFalse();
            return "value";
        });
    }

    private static Object watched(WeakReference<?>[] reference) {
        Object key = new Object();
        reference[0] = new WeakReference<>(key);
        return key;
    }
}
