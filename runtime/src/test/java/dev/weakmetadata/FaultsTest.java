package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left where a thread runs out of stack or memory, or is told to stop, in the middle of an operation: everything, and it works. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsTest {
    private static final int STACK_SIZE = 384 << 10;

    private final WeakMap<Object, Object> map = new WeakMap<>();

    @Test
    void stackOverflowInNestedComputations() {
        for (int round = 0; round < 12; round++) {
            List<Object> keys = new ArrayList<>();
            int padding = round;
            inSmallStack(() -> computeForEver(keys, padding));
            assertThat(keys).isNotEmpty();

            assertThat(Internals.running(map)).isEmpty();
            assertThat(Internals.waiting()).isEmpty();
            // Another thread, lest the main one be told that it computes it itself.
            Task<Boolean> again = Task.start(() -> keys.stream()
                    .allMatch(key -> !map.has(key) && "again".equals(map.getOrInsertComputed(key, k -> "again"))));
            assertThat(again.result()).isTrue();
        }
    }

    private Object computeForEver(List<Object> keys, int padding) {
        if (padding > 0) {
            return computeForEver(keys, padding - 1); // shifts what overflows
        }
        Object key = new Object();
        keys.add(key);
        return map.getOrInsertComputed(key, k -> computeForEver(keys, 0));
    }

    @Test
    void stackOverflowInWritesWhileTheTableGrows() {
        List<Object> keys = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            List<Object> written = new ArrayList<>();
            int padding = round % 50;
            inSmallStack(() -> setForEver(written, padding));
            keys.addAll(written);
        }

        AtomicInteger bins = new AtomicInteger();
        Task<Boolean> works = Task.start(() -> {
            for (Object key : keys) {
                if (!"value".equals(map.get(key))) {
                    return false;
                }
            }
            for (Object key : keys) {
                map.set(key, "again");
            }
            for (int i = 0; i < 100_000; i++) {
                Object key = new Object();
                keys.add(key);
                map.set(key, "again");
            }
            bins.set(Internals.bins(map));
            for (Object key : keys) {
                if (!"again".equals(map.get(key)) || !map.delete(key)) {
                    return false;
                }
            }
            return true;
        });
        int entries = keys.size();
        assertThat(works.result()).isTrue();
        assertThat(bins).as("a stack overflow does not stop growth").hasValueGreaterThanOrEqualTo(entries / 2);
    }

    private void setForEver(List<Object> written, int padding) {
        if (padding > 0) {
            setForEver(written, padding - 1);
            return;
        }
        Object key = new Object();
        map.set(key, "value");
        written.add(key);
        setForEver(written, 0);
    }

    // At every depth

    /** An operation, to be tried once more with each frame more of stack that there is for it. */
    private static final class AtEveryDepth {
        private static final int LAST = 64;

        private final Consumer<Object> operation;
        final List<Object> failed = new ArrayList<>();
        final List<Object> done = new ArrayList<>();
        private int doneInARow;

        AtEveryDepth(Consumer<Object> operation) {
            this.operation = operation;
        }

        /** Recurses until the stack overflows, then tries on the way back; true if it has worked often enough. */
        boolean run(int depth) {
            try {
                if (run(depth + 1)) {
                    return true;
                }
            } catch (StackOverflowError e) {
                // from here on back
            }
            try {
                tryOnce();
            } catch (StackOverflowError e) {
                doneInARow = 0;
            }
            return doneInARow >= LAST;
        }

        private void tryOnce() {
            Object key = new Object();
            failed.add(key);
            operation.accept(key);
            failed.remove(failed.size() - 1);
            done.add(key);
            doneInARow++;
        }
    }

    private AtEveryDepth atEveryDepth(Consumer<Object> operation) {
        for (int i = 0; i < 20; i++) {
            operation.accept(new Object()); // loads all classes
        }
        AtEveryDepth tries = new AtEveryDepth(operation);
        assertThat(Task.start(() -> tries.run(0), STACK_SIZE).result()).isTrue();
        assertThat(tries.failed).isNotEmpty();
        assertThat(Internals.waiting()).isEmpty();
        return tries;
    }

    @Test
    void stackOverflowInWritesAtEveryDepth() {
        AtEveryDepth sets = atEveryDepth(key -> map.set(key, "value"));
        assertThat(sets.done).allMatch(key -> "value".equals(map.get(key)));
        // Where the stack overflows after the insertion it has been inserted; there is nothing in between.
        assertThat(sets.failed).allMatch(key -> map.has(key) == "value".equals(map.get(key)));

        AtEveryDepth updates = atEveryDepth(key -> map.update(key, old -> "updated"));
        assertThat(updates.done).allMatch(key -> "updated".equals(map.get(key)));

        AtEveryDepth deletes = atEveryDepth(key -> {
            map.set(key, "value");
            map.delete(key);
        });
        assertThat(deletes.done).noneMatch(map::has);

        for (List<Object> keys : List.of(sets.failed, updates.failed, deletes.failed)) {
            for (Object key : keys) {
                assertThat(map.set(key, "again").get(key)).isEqualTo("again");
                assertThat(map.delete(key)).isTrue();
                assertThat(map.has(key)).isFalse();
            }
        }
        assertThat(updates.done).allMatch(map::delete);
    }

    @Test
    void stackOverflowInComputationsAtEveryDepth() {
        AtEveryDepth computations = atEveryDepth(key -> map.getOrInsertComputed(key, k -> "value"));
        assertThat(Internals.running(map)).isEmpty();
        assertThat(computations.done).allMatch(key -> "value".equals(map.get(key)));
        assertThat(computations.failed)
                .allMatch(key -> (map.has(key) ? "value" : "again")
                        .equals(Task.start(() -> map.getOrInsertComputed(key, k -> "again"))
                                .result()));
    }

    @Test
    void stackOverflowInMemoizedFunctionsAtEveryDepth() {
        MetadataTable<HostEntry> table = new MetadataTable<>(HostEntry::new);
        AtEveryDepth calls = atEveryDepth(key -> table.compute(key, HostEntry.LAYOUT_MEMO, null, () -> "value"));
        assertThat(Internals.running(table)).isEmpty();
        assertThat(calls.done).allMatch(key -> table.delete(key, HostEntry.LAYOUT_MEMO));
        assertThat(calls.failed)
                .allMatch(key -> Task.start(() -> table.compute(key, HostEntry.LAYOUT_MEMO, null, () -> "value"))
                        .result()
                        .equals("value"));
    }

    @Test
    void stackOverflowInCachesAtEveryDepth() {
        WeakValueCache<Object, Object> cache = WeakValueCache.weakValues();
        AtEveryDepth loads = atEveryDepth(key -> cache.get(key, k -> "value"));
        assertThat(Internals.running(cache)).isEmpty();
        assertThat(loads.done).allMatch(key -> "value".equals(cache.get(key)));
        assertThat(loads.failed)
                .allMatch(key ->
                        Task.start(() -> cache.get(key, k -> "value")).result().equals("value"));
    }

    // Memory

    @Test
    void outOfMemoryWhileTheTableGrows() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutOfMemory.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).startsWith("passed");
        assertThat(process.waitFor()).isZero();
    }

    /** Fills the heap and then a map, again and again with a little more or less memory left for it. */
    static final class OutOfMemory {
        @SuppressWarnings("unused")
        private static Object[] ballast;

        @SuppressWarnings("unused")
        private static byte[] reserve;

        private OutOfMemory() {}

        public static void main(String[] args) {
            Object[] keys = new Object[40_000];
            Arrays.setAll(keys, i -> new Object());
            int[] set = new int[1];
            WeakMap<Object, Object> first = new WeakMap<>();
            fails(first, keys, set); // loads all classes
            check(first, keys, set[0]);
            int failures = 0;
            for (int round = 0; round < 12; round++) {
                WeakMap<Object, Object> map = new WeakMap<>();
                fill(10_000 + round * 40_000);
                set[0] = 0;
                boolean failed = fails(map, keys, set);
                ballast = null;
                failures += failed ? 1 : 0;
                check(map, keys, set[0]);
            }
            System.out.println((failures >= 6 ? "passed" : "too few") + " with failures: " + failures);
        }

        /** Leaves about so many bytes. */
        private static void fill(int left) {
            reserve = new byte[left];
            Object[] chain = null;
            for (int size = 1 << 20; size > 256; ) {
                try {
                    Object[] next = {chain, new byte[size]};
                    chain = next;
                } catch (OutOfMemoryError e) {
                    size >>= 3;
                }
            }
            ballast = chain;
            reserve = null;
        }

        private static boolean fails(WeakMap<Object, Object> map, Object[] keys, int[] set) {
            try {
                for (; set[0] < keys.length; set[0]++) {
                    map.set(keys[set[0]], "value");
                }
                return false;
            } catch (OutOfMemoryError e) {
                return true;
            }
        }

        private static void check(WeakMap<Object, Object> map, Object[] keys, int set) {
            for (int i = 0; i < keys.length; i++) {
                expect(i < set, map.has(keys[i]), "set " + set + ", has " + i);
            }
            for (Object key : keys) {
                map.set(key, "again");
            }
            expect(true, Internals.bins(map) >= keys.length / 2, "grown to " + Internals.bins(map));
            for (Object key : keys) {
                expect(true, "again".equals(map.get(key)) && map.delete(key) && !map.has(key), "works");
            }
        }

        private static void expect(boolean expected, boolean actual, String what) {
            if (expected != actual) {
                throw new AssertionError(what);
            }
        }
    }

    // Threads that are told to stop

    @Test
    void executorStopsTheComputingThreadAndItsWaiters() throws Exception {
        Object key = new Object();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch allInterrupted = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        List<Future<Object>> results = new ArrayList<>();
        AtomicInteger interrupted = new AtomicInteger();
        results.add(executor.submit(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException e) {
                Task.await(allInterrupted); // or else waiters may have their value before they are interrupted
                throw new CancellationException();
            }
        })));
        Task.await(started);
        CountDownLatch asking = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            results.add(executor.submit(() -> {
                asking.countDown();
                Object value = map.getOrInsertComputed(key, k -> "computed by a waiter");
                if (Thread.currentThread().isInterrupted()) {
                    interrupted.incrementAndGet();
                }
                return value;
            }));
        }
        Task.await(asking);

        executor.shutdownNow();
        allInterrupted.countDown();

        assertThat(executor.awaitTermination(Task.TIMEOUT_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        assertThat(results.get(0)).isDone();
        assertThatThrownBy(results.get(0)::get).hasCauseInstanceOf(CancellationException.class);
        for (Future<Object> result : results.subList(1, 4)) {
            assertThat(result.get()).isEqualTo("computed by a waiter");
        }
        assertThat(interrupted).as("waiters keep their flags").hasValue(3);
        assertThat(map.get(key)).isEqualTo("computed by a waiter");
        assertThat(Internals.running(map)).isEmpty();
        assertThat(Internals.waiting()).isEmpty();
    }

    /** Runs something that overflows its stack. */
    private static void inSmallStack(Runnable body) {
        boolean overflown = Task.start(
                        () -> {
                            try {
                                body.run();
                                return false;
                            } catch (StackOverflowError e) {
                                return true;
                            }
                        },
                        STACK_SIZE)
                .result();
        assertThat(overflown).isTrue();
    }
}
