package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The values of a {@link WeakValueCache} and the garbage collector. */
@Tag("gc")
class CacheReclaimingTest {
    /** A key by {@code equals} that is the reclaimer's business only by identity. */
    private static final class Key {
        private final int number;

        Key(int number) {
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            if (Thread.currentThread().getName().contains("reclaimer")) {
                throw new AssertionError("the reclaimer must not run user code");
            }
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int hashCode() {
            if (Thread.currentThread().getName().contains("reclaimer")) {
                throw new AssertionError("the reclaimer must not run user code");
            }
            return number % 7; // some keys collide
        }
    }

    private final WeakValueCache<Object, Object> weak = WeakValueCache.weakValues();
    private final WeakValueCache<Object, Object> soft = WeakValueCache.softValues();

    private static void awaitCleared(List<WeakReference<Object>> references) {
        Gc.await("all are collected", () -> references.stream().allMatch(reference -> reference.refersTo(null)));
    }

    private static List<WeakReference<Object>> keysOf(WeakValueCache<Object, Object> cache, int count) {
        List<WeakReference<Object>> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Key key = new Key(i);
            if (i % 2 == 0) {
                cache.put(key, new Object());
            } else {
                cache.get(key, k -> new Object());
            }
            keys.add(new WeakReference<>(key));
        }
        return keys;
    }

    @Test
    void weakValuesAreCollectedAndTheirKeysWithThem() {
        List<WeakReference<Object>> keys = keysOf(weak, 1_000);

        awaitCleared(keys);
        Gc.await("the entries are removed", () -> Internals.values(weak).isEmpty());
        assertThat(weak.get(new Key(1))).isNull();
    }

    @Test
    void weakValuesInUseStay() {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            values.add(new Object());
            weak.put("key" + i, values.get(i));
        }
        keysOf(weak, 100);

        Gc.collect();

        for (int i = 0; i < 100; i++) {
            assertThat(weak.get("key" + i)).isSameAs(values.get(i));
        }
        Gc.await("the other entries are removed", () -> Internals.values(weak).size() == 100);
    }

    @Test
    void softValuesStayWhileThereIsMemory() {
        soft.put("put", new int[] {1});
        soft.get("loaded", k -> new int[] {2});

        Gc.collectByNeed();
        Gc.collectByNeed();

        assertThat((int[]) soft.get("put")).containsExactly(1);
        assertThat((int[]) soft.get("loaded")).containsExactly(2);
    }

    @Test
    void collectedValueIsAbsentAndLoadedAnew() {
        loadedAndDropped();
        Gc.await("the value is collected", () -> weak.get("key") == null);

        Object anew = new Object();
        assertThat(weak.get("key", k -> anew)).isSameAs(anew);
        Gc.collect();
        assertThat(weak.get("key")).isSameAs(anew);
        assertThat(weak.delete("key")).isTrue();
    }

    private void loadedAndDropped() {
        weak.get("key", k -> new Object());
    }

    @Test
    void deleteOfACollectedValueFindsNothing() {
        loadedAndDropped();
        Gc.await("the value is collected", () -> weak.get("key") == null);

        assertThat(weak.delete("key")).isFalse();
    }

    @Test
    void replacedValueDoesNotTakeItsSuccessorWithIt() {
        Object second = new Object();
        WeakReference<Object> first = replaced(second);

        Gc.awaitCleared("the first value", first);
        Gc.collect();

        assertThat(weak.get("key")).isSameAs(second);
    }

    private WeakReference<Object> replaced(Object second) {
        Object first = new Object();
        weak.put("key", first);
        weak.put("key", second);
        return new WeakReference<>(first);
    }

    @Test
    void replacedByAnEqualKeyThenCollected() {
        List<WeakReference<Object>> keys = replacedByEqualKeys();

        awaitCleared(keys);
        Gc.await("the entries are removed", () -> Internals.values(weak).isEmpty());
    }

    private List<WeakReference<Object>> replacedByEqualKeys() {
        Key first = new Key(1);
        Key second = new Key(1);
        Object value = new Object();
        weak.put(first, value);
        weak.put(second, new Object());
        weak.delete(new Key(1));
        weak.put(second, new Object());
        weak.put(first, value);
        return List.of(new WeakReference<>(first), new WeakReference<>(second), new WeakReference<>(value));
    }

    @Test
    void softlyHeldValuesAreReleasedByDeleteAndClear() {
        awaitCleared(releasedSoftly());
    }

    private List<WeakReference<Object>> releasedSoftly() {
        List<WeakReference<Object>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Key key = new Key(i);
            Object value = new Object();
            soft.put(key, value);
            if (i % 2 == 0) {
                soft.delete(key);
            }
            all.add(new WeakReference<>(key));
            all.add(new WeakReference<>(value));
        }
        soft.clear();
        return all;
    }

    @Test
    void droppedCacheIsCollectedWhileItsKeysAndValuesLive() {
        Object key = new Object();
        Object value = new Object();

        Gc.awaitCleared("the cache", droppedCache(key, value));
        Reference.reachabilityFence(key);
        Reference.reachabilityFence(value);
    }

    private static WeakReference<Object> droppedCache(Object key, Object value) {
        WeakValueCache<Object, Object> dropped = WeakValueCache.weakValues();
        dropped.put(key, value);
        return new WeakReference<>(dropped);
    }
}
