package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What has been replaced or removed is kept alive by nothing of ours, although its key and its map live. */
@Tag("gc")
class RetentionTest {
    private final WeakMap<Object, Object> map = new WeakMap<>();
    private final List<Object> keys = new ArrayList<>();

    RetentionTest() {
        for (int i = 0; i < 100; i++) {
            keys.add(new Object());
        }
    }

    @AfterEach
    void keysHaveLived() {
        Reference.reachabilityFence(keys);
        Reference.reachabilityFence(map);
    }

    private List<WeakReference<Object>> fill() {
        List<WeakReference<Object>> values = new ArrayList<>();
        for (Object key : keys) {
            Object value = new Object();
            map.set(key, value);
            values.add(new WeakReference<>(value));
        }
        return values;
    }

    private static void awaitCleared(List<WeakReference<Object>> values) {
        Gc.await("all values are collected", () -> values.stream().allMatch(value -> value.refersTo(null)));
    }

    @Test
    void afterDelete() {
        List<WeakReference<Object>> values = fill();
        assertThat(keys).allMatch(map::delete);
        awaitCleared(values);
    }

    @Test
    void afterSet() {
        List<WeakReference<Object>> values = fill();
        keys.forEach(key -> map.set(key, "another"));
        awaitCleared(values);
    }

    @Test
    void afterSetOfNull() {
        List<WeakReference<Object>> values = fill();
        keys.forEach(key -> map.set(key, null));
        awaitCleared(values);
    }

    @Test
    void afterUpdate() {
        List<WeakReference<Object>> values = fill();
        keys.forEach(key -> map.update(key, old -> "another"));
        awaitCleared(values);
    }

    @Test
    void afterClear() {
        List<WeakReference<Object>> values = fill();
        map.clear();
        awaitCleared(values);
    }

    @Test
    void afterClearOfALargeTableInTheMiddleOfGrowth() {
        List<WeakReference<Object>> values = new ArrayList<>();
        for (int i = 0; i < 70_000; i++) { // a little more than a power of two
            Object value = new Object();
            keys.add(new Object());
            map.set(keys.get(keys.size() - 1), value);
            values.add(new WeakReference<>(value));
        }
        map.clear();
        awaitCleared(values);
    }

    @Test
    void afterGrowthAndDeletes() {
        List<WeakReference<Object>> values = fill();
        List<Object> more = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            more.add(new Object());
            map.set(more.get(i), i);
        }
        keys.forEach(map::delete);
        more.forEach(map::delete);
        awaitCleared(values);
    }

    @Test
    void afterAFailedConstructor() {
        awaitCleared(failedConstructor());
    }

    private List<WeakReference<Object>> failedConstructor() {
        Object value = new Object();
        assertThatExceptionOfType(InvalidWeakKeyException.class)
                .isThrownBy(() -> new WeakMap<>(List.of(Map.entry(keys.get(0), value), Map.entry("string", value))));
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> new WeakMap<>(
                        Arrays.asList(new SimpleEntry<>(keys.get(1), value), new SimpleEntry<>(null, value))));
        return List.of(new WeakReference<>(value));
    }

    @Test
    void valueThatWasNotInserted() {
        fill();
        awaitCleared(notInserted());
    }

    private List<WeakReference<Object>> notInserted() {
        Object value = new Object();
        map.getOrInsert(keys.get(0), value);
        map.getOrDefault(keys.get(0), value);
        map.getOrInsertComputed(keys.get(0), k -> value);
        return List.of(new WeakReference<>(value));
    }

    @Test
    void resultOfAForgottenComputation() {
        awaitCleared(forgotten());
    }

    private List<WeakReference<Object>> forgotten() {
        Object value = new Object();
        map.getOrInsertComputed(keys.get(0), k -> {
            map.delete(keys.get(0));
            return value;
        });
        map.getOrInsertComputed(keys.get(0), k -> {
            map.set(keys.get(0), value);
            return "overwritten";
        });
        return List.of(new WeakReference<>(value));
    }

    @Test
    void functionAfterTheComputation() {
        awaitCleared(functions());
    }

    private List<WeakReference<Object>> functions() {
        Object captured = new Object();
        map.getOrInsertComputed(keys.get(0), k -> captured.hashCode());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> map.getOrInsertComputed(keys.get(1), k -> {
                    throw new IllegalArgumentException(captured.toString());
                }));
        map.update(keys.get(2), old -> captured.hashCode());
        return List.of(new WeakReference<>(captured));
    }

    @Test
    void keyAfterTheComputation() {
        awaitCleared(computedKeys());
    }

    private List<WeakReference<Object>> computedKeys() {
        Object key = new Object();
        Object failing = new Object();
        map.getOrInsertComputed(key, k -> "value");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> map.getOrInsertComputed(failing, k -> {
                    throw new IllegalArgumentException();
                }));
        return List.of(new WeakReference<>(key), new WeakReference<>(failing));
    }

    @Test
    void threadsThatHaveWaited() {
        List<WeakReference<Object>> threads = waiters();
        awaitCleared(threads);
    }

    private List<WeakReference<Object>> waiters() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Task<Object> computing = Task.start(() -> map.getOrInsertComputed(keys.get(0), k -> {
            started.countDown();
            Task.await(end);
            return "value";
        }));
        Task.await(started);
        Task<Object> waiting = Task.start(() -> map.getOrInsertComputed(keys.get(0), k -> "another"));
        waiting.awaitWaiting();
        end.countDown();
        computing.result();
        waiting.result();
        return List.of(new WeakReference<>(computing.thread), new WeakReference<>(waiting.thread));
    }

    @Test
    void elementsAfterDeleteAndClear() {
        WeakSet<Object> set = new WeakSet<>();
        awaitCleared(elements(set));
        Reference.reachabilityFence(set);
    }

    private static List<WeakReference<Object>> elements(WeakSet<Object> set) {
        List<WeakReference<Object>> elements = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Object element = new Object();
            set.add(element);
            if (i % 2 == 0) {
                set.delete(element);
            }
            elements.add(new WeakReference<>(element));
        }
        set.clear();
        return elements;
    }
}
