package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads use one map, each with keys and a model of its own, while the table grows, shrinks and is cleared. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentModelTest {
    private static final int THREADS = 4;
    private static final long DURATION = TimeUnit.SECONDS.toNanos(4);

    private final WeakMap<Object, Object> map = new WeakMap<>();

    /** A key with what should be its value. */
    private static final class Modelled {
        Integer value;
        boolean present;
    }

    @Test
    void growthAndShrinking() {
        long end = System.nanoTime() + DURATION;
        Task.results(Task.start(THREADS, i -> () -> {
            SplittableRandom random = new SplittableRandom(i);
            List<Modelled> keys = new ArrayList<>();
            while (System.nanoTime() < end) {
                int size = 1 << random.nextInt(16);
                for (int n = 0; n < size; n++) {
                    Modelled key = new Modelled();
                    keys.add(key);
                    step(key, random);
                }
                for (int n = 0; n < size; n++) {
                    step(keys.get(random.nextInt(keys.size())), random);
                }
                keys.forEach(this::check);
                if (random.nextInt(3) == 0) {
                    keys.forEach(this::remove);
                    keys = new ArrayList<>();
                } else if (keys.size() > 50_000) {
                    keys = new ArrayList<>(keys.subList(0, 100)); // the rest is collected
                }
            }
            keys.forEach(this::check);
            return null;
        }));
    }

    private void step(Modelled key, SplittableRandom random) {
        check(key);
        Integer value = random.nextInt();
        switch (random.nextInt(8)) {
            case 0 -> remove(key);
            case 1 -> {
                Object result = map.getOrInsert(key, value);
                expect(key.present ? key.value : value, result);
                key.value = (Integer) result;
                key.present = true;
            }
            case 2 -> {
                Object result = map.getOrInsertComputed(key, k -> value);
                expect(key.present ? key.value : value, result);
                key.value = (Integer) result;
                key.present = true;
            }
            case 3 -> {
                Object result = map.update(key, old -> {
                    expect(key.present ? key.value : null, old);
                    return value;
                });
                expect(value, result);
                key.value = value;
                key.present = true;
            }
            case 4 -> {
                map.set(key, null);
                key.value = null;
                key.present = true;
            }
            default -> {
                map.set(key, value);
                key.value = value;
                key.present = true;
            }
        }
        check(key);
    }

    private void remove(Modelled key) {
        expect(key.present, map.delete(key));
        key.present = false;
        key.value = null;
    }

    private void check(Modelled key) {
        expect(key.present, map.has(key));
        expect(key.value, map.get(key));
        expect(key.present ? key.value : "default", map.getOrDefault(key, "default"));
    }

    private static void expect(Object expected, Object actual) {
        if (expected == null ? actual != null : !expected.equals(actual)) {
            throw new AssertionError("Should be " + expected + " but is " + actual);
        }
    }

    @Test
    void clears() {
        AtomicLong clearsBegun = new AtomicLong();
        AtomicLong clearsEnded = new AtomicLong();
        AtomicBoolean clearing = new AtomicBoolean();
        AtomicInteger survived = new AtomicInteger();
        long end = System.nanoTime() + DURATION;
        Task.results(Task.start(THREADS, i -> () -> {
            SplittableRandom random = new SplittableRandom(i);
            while (System.nanoTime() < end) {
                List<Object> keys = new ArrayList<>();
                int size = 1 << random.nextInt(13);
                long endedBefore = clearsEnded.get();
                for (int n = 0; n < size; n++) {
                    Object key = new Object();
                    keys.add(key);
                    map.set(key, n);
                }
                long begunBetween = clearsBegun.get();
                for (int n = 0; n < size; n++) {
                    Object value = map.get(keys.get(n));
                    if (value != null) {
                        expect(n, value);
                    } else if (clearsBegun.get() == endedBefore) {
                        throw new AssertionError("lost without a clear");
                    }
                }
                long endedBetween = clearsEnded.get();
                if (endedBetween > begunBetween) {
                    for (Object key : keys) {
                        if (map.has(key)) {
                            survived.incrementAndGet();
                        }
                    }
                }
                for (Object key : keys) {
                    if (random.nextInt(4) == 0) {
                        map.delete(key);
                    }
                }
                // One clears at a time, so that a clear that has ended is one of those that had begun.
                if (random.nextInt(8) == 0 && clearing.compareAndSet(false, true)) {
                    clearsBegun.incrementAndGet();
                    map.clear();
                    clearsEnded.incrementAndGet();
                    clearing.set(false);
                }
            }
            return null;
        }));

        assertThat(survived).as("values that survived a clear").hasValue(0);
        assertThat((Object[]) Internals.read(Table.class, "UNUSED", null)).containsOnlyNulls();
        for (int i = 0; i < 10_000; i++) {
            Object key = new Object();
            map.set(key, i);
            expect(i, map.get(key));
        }
    }

    @Test
    void writesAreSeenWhole() {
        // Values are published without further ado: whoever sees one sees what was written to it before.
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            keys.add(new Object());
        }
        AtomicBoolean done = new AtomicBoolean();
        List<Task<Integer>> readers = Task.start(2, i -> () -> {
            int seen = 0;
            while (!done.get()) {
                for (Object key : keys) {
                    int[] value = (int[]) map.get(key);
                    if (value != null) {
                        seen++;
                        if (value[0] == 0 || value[0] != value[15]) {
                            throw new AssertionError("half-written");
                        }
                    }
                }
            }
            return seen;
        });
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 1; i < 1_000_000; i++) {
            Object key = keys.get(random.nextInt(keys.size()));
            if (i % 16 == 0) {
                map.delete(key);
            } else {
                int[] value = new int[16];
                value[0] = i;
                value[15] = i;
                map.set(key, value);
            }
        }
        done.set(true);
        assertThat(Task.results(readers)).allMatch(seen -> seen >= 0);
    }
}
