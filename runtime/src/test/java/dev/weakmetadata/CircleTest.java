package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that would wait for each other in a circle do not: one of them computes for itself, the first result wins. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CircleTest {
    /** Something that computes the value of a key. */
    private interface Place extends BiFunction<Object, Function<Object, Object>, Object> {}

    private final WeakMap<Object, Object> map = new WeakMap<>();

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void threadsInOneMap(int length) {
        circle(Collections.nCopies(length, map::getOrInsertComputed));
    }

    @Test
    void tenThreadsInTenMaps() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            places.add(new WeakMap<>()::getOrInsertComputed);
        }
        circle(places);
    }

    @Test
    void acrossTwoMaps() {
        circle(List.of(map::getOrInsertComputed, new WeakMap<>()::getOrInsertComputed));
    }

    @Test
    void acrossMapsAndCaches() {
        WeakValueCache<Object, Object> weak = WeakValueCache.weakValues();
        WeakValueCache<Object, Object> soft = WeakValueCache.softValues();
        circle(List.of(map::getOrInsertComputed, weak::get, new WeakMap<>()::getOrInsertComputed, soft::get));
    }

    /** Thread i computes the value of key i, and for that asks for the value of the next key. */
    private static void circle(List<Place> places) {
        int size = places.size();
        List<Object> keys = new ArrayList<>();
        places.forEach(place -> keys.add(new Object()));
        CyclicBarrier allStarted = new CyclicBarrier(size);
        AtomicInteger extraCalls = new AtomicInteger();
        List<Object> kept = new ArrayList<>(); // the caches hold values weakly

        List<Task<Object>> tasks = Task.start(
                size,
                i -> () -> places.get(i).apply(keys.get(i), k -> {
                    await(allStarted);
                    int next = (i + 1) % size;
                    Object used = places.get(next).apply(keys.get(next), k2 -> {
                        extraCalls.incrementAndGet();
                        return keep(kept, "by " + i);
                    });
                    return keep(kept, "of " + i + " using (" + used + ")");
                }));
        List<Object> results = Task.results(tasks);

        assertThat(extraCalls).as("threads that computed for themselves").hasValue(1);
        for (int i = 0; i < size; i++) {
            assertThat(results.get(i))
                    .as("the first result stored wins")
                    .isSameAs(places.get(i).apply(keys.get(i), k -> {
                        throw new AssertionError("has been stored");
                    }));
        }
        assertThat(results).filteredOn(r -> ((String) r).startsWith("by")).hasSize(1);
    }

    private static Object keep(List<Object> kept, String value) {
        synchronized (kept) {
            kept.add(value);
        }
        return value;
    }

    @Test
    void failureOfTheOneThatComputesForItselfIsItsOwn() {
        Object a = new Object();
        Object b = new Object();
        CyclicBarrier bothStarted = new CyclicBarrier(2);
        Function<Object, Object> failing = k -> {
            throw new IllegalArgumentException();
        };

        Task<Object> first = Task.start(() -> map.getOrInsertComputed(a, k -> {
            await(bothStarted);
            return orFailure(() -> map.getOrInsertComputed(b, failing));
        }));
        Task<Object> second = Task.start(() -> map.getOrInsertComputed(b, k -> {
            await(bothStarted);
            return orFailure(() -> map.getOrInsertComputed(a, failing));
        }));

        // One has found the circle, failed and caught; the other got its value.
        assertThat(List.of(first.result(), second.result())).containsOnly("failed");
        assertThat(map.get(a)).isEqualTo("failed");
        assertThat(map.get(b)).isEqualTo("failed");
        assertThat(Internals.running(map)).isEmpty();
    }

    private static Object orFailure(Callable<Object> body) {
        try {
            return body.call();
        } catch (IllegalArgumentException e) {
            return "failed";
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void deleteWithinACircleForgetsBothComputations() {
        Object a = new Object();
        Object b = new Object();
        CyclicBarrier bothStarted = new CyclicBarrier(2);
        CountDownLatch selfComputing = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Function<Object, Object> forItself = k -> {
            selfComputing.countDown();
            Task.await(end);
            return "for itself";
        };
        List<Task<Object>> tasks = List.of(
                Task.start(() -> map.getOrInsertComputed(a, k -> {
                    await(bothStarted);
                    return "a, " + map.getOrInsertComputed(b, forItself);
                })),
                Task.start(() -> map.getOrInsertComputed(b, k -> {
                    await(bothStarted);
                    return "b, " + map.getOrInsertComputed(a, forItself);
                })));
        Task.await(selfComputing);

        map.delete(a);
        map.delete(b);
        end.countDown();

        Task.results(tasks);
        assertThat(map.has(a)).isFalse();
        assertThat(map.has(b)).isFalse();
        assertThat(Internals.running(map)).isEmpty();
    }

    @Test
    void waitThatIsOverIsNoCircle() {
        // One thread computes a value, for which it has waited for another thread, which then asks for that value.
        for (int round = 0; round < 200; round++) {
            Object first = new Object();
            Object second = new Object();
            CountDownLatch secondStarted = new CountDownLatch(1);
            CountDownLatch waiting = new CountDownLatch(1);
            AtomicInteger running = new AtomicInteger();
            AtomicInteger together = new AtomicInteger();
            Function<Object, Object> ofFirst = k -> {
                if (running.incrementAndGet() > 1) {
                    together.incrementAndGet();
                }
                Object used = map.getOrInsertComputed(second, k2 -> "not computed here");
                for (int i = 0; i < 1_000; i++) {
                    Thread.onSpinWait();
                }
                running.decrementAndGet();
                return "first, " + used;
            };
            Task<Object> other = Task.start(() -> {
                map.getOrInsertComputed(second, k -> {
                    secondStarted.countDown();
                    Task.await(waiting);
                    return "second";
                });
                return map.getOrInsertComputed(first, ofFirst);
            });
            Task.await(secondStarted);
            Task<Object> one = Task.start(() -> map.getOrInsertComputed(first, ofFirst));
            one.awaitWaiting();
            waiting.countDown();

            assertThat(one.result()).isEqualTo("first, second");
            assertThat(other.result()).isEqualTo("first, second");
            assertThat(together)
                    .as("computations of one key at once, round %s", round)
                    .hasValue(0);
        }
    }

    @Test
    void randomCirclesEndAndAgree() {
        int threads = 6;
        int keyCount = 6;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        for (int round = 0; System.nanoTime() < end; round++) {
            WeakMap<Object, Object> fresh = new WeakMap<>();
            List<Object> keys = new ArrayList<>();
            for (int i = 0; i < keyCount; i++) {
                keys.add(new Object());
            }
            ConcurrentHashMap<Integer, Object> seen = new ConcurrentHashMap<>();
            CyclicBarrier start = new CyclicBarrier(threads);
            int seed = round;
            Task.results(Task.start(threads, i -> () -> {
                start.await();
                SplittableRandom random = new SplittableRandom(seed * 31L + i);
                for (int n = 0; n < keyCount; n++) {
                    ask(fresh, keys, seen, random, random.nextInt(keyCount), 0);
                }
                return null;
            }));
            for (int i = 0; i < keyCount; i++) {
                assertThat(fresh.get(keys.get(i))).isSameAs(seen.get(i));
            }
            assertThat(Internals.running(fresh)).isEmpty();
        }
    }

    /** Asks for a key, and in its function for others that are not in the bit set of those this thread is computing. */
    private static void ask(
            WeakMap<Object, Object> map,
            List<Object> keys,
            ConcurrentHashMap<Integer, Object> seen,
            SplittableRandom random,
            int number,
            int computing) {
        Object value = map.getOrInsertComputed(keys.get(number), k -> {
            int now = computing | 1 << number;
            for (int n = 0; n < 2; n++) {
                int next = random.nextInt(keys.size());
                if ((now & 1 << next) == 0) {
                    ask(map, keys, seen, random, next, now);
                }
            }
            return new Object();
        });
        Object before = seen.putIfAbsent(number, value);
        assertThat(before == null || before == value)
                .as("all see the value that was stored first")
                .isTrue();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(Task.TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
