package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VirtualThreadTest {
    private final WeakMap<Object, Object> map = new WeakMap<>();
    private final Object key = new Object();

    @TempDir
    Path folder;

    @BeforeEach
    void assumeVirtualThreads() {
        Task.assumeVirtualThreads();
    }

    private static <T> List<Task<T>> startVirtual(int count, Callable<T> body) {
        List<Task<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(Task.startVirtual(body));
        }
        return tasks;
    }

    @Test
    void functionsDoNotPinTheirCarriers() {
        // More functions wait than there are carriers: if one were pinned the last would never start.
        int threads = 4 * Runtime.getRuntime().availableProcessors() + 64;
        CountDownLatch allStarted = new CountDownLatch(threads);
        CountDownLatch end = new CountDownLatch(1);

        List<Task<Object>> tasks = startVirtual(
                threads,
                () -> map.getOrInsertComputed(new Object(), k -> {
                    allStarted.countDown();
                    Task.await(end);
                    return "value";
                }));
        Task.await(allStarted);
        end.countDown();

        assertThat(Task.results(tasks)).containsOnly("value");
    }

    @Test
    void waitersDoNotPinTheirCarriers() {
        int threads = 4 * Runtime.getRuntime().availableProcessors() + 64;
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Task<Object> computing = Task.startVirtual(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            return "value";
        }));
        Task.await(started);
        List<Task<Object>> waiting = startVirtual(threads, () -> map.getOrInsertComputed(key, k -> "another"));
        waiting.forEach(Task::awaitWaiting);

        assertThat(Task.startVirtual(() -> map.getOrInsertComputed(new Object(), k -> "runs"))
                        .result())
                .isEqualTo("runs");
        end.countDown();

        assertThat(computing.result()).isEqualTo("value");
        assertThat(Task.results(waiting)).containsOnly("value");
    }

    @Test
    void functionsAndWaitersAreNotRecordedAsPinned() throws Exception {
        Path file = folder.resolve("pinned.jfr");
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.start();
            Task.results(startVirtual(20, () -> {
                map.getOrInsertComputed(new Object(), VirtualThreadTest::slow);
                new MetadataTable<>(HostEntry::new)
                        .compute(new Object(), HostEntry.LAYOUT_MEMO, null, () -> slow(new Object()));
                WeakValueCache.weakValues().get(new Object(), VirtualThreadTest::slow);
                return map.getOrInsertComputed(key, VirtualThreadTest::slow);
            }));
            Task.startVirtual(() -> Pinning.VALUE).result(); // shows that it would be recorded
            recording.dump(file);
        }

        List<String> pinned = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            pinned.add(String.valueOf(event.getStackTrace()));
        }
        assertThat(pinned).anyMatch(stack -> stack.contains("Pinning"));
        // The flight recorder itself may pin for a moment, where an event of ours is the first of its kind.
        assertThat(pinned)
                .filteredOn(stack -> !stack.contains("Pinning"))
                .noneMatch(stack -> stack.contains("VirtualThreadTest.slow") || stack.contains("Computations.await"));
    }

    private static Object slow(Object ignored) {
        try {
            Thread.sleep(20);
            return "value";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whoever waits in a class initializer is pinned, on every JDK. */
    private static final class Pinning {
        static final Object VALUE = slow("");
    }

    @Test
    void thousandsOfThreadsComputeOnce() {
        AtomicInteger calls = new AtomicInteger();

        List<Task<Object>> tasks = startVirtual(
                5_000,
                () -> map.getOrInsertComputed(key, k -> {
                    Thread.yield();
                    return calls.incrementAndGet();
                }));

        assertThat(Task.results(tasks)).containsOnly(1);
    }

    @Test
    void circleOfVirtualThreads() {
        Object other = new Object();
        CountDownLatch bothStarted = new CountDownLatch(2);
        Task<Object> first = Task.startVirtual(() -> map.getOrInsertComputed(key, k -> {
            bothStarted.countDown();
            Task.await(bothStarted);
            return "key using " + map.getOrInsertComputed(other, k2 -> "other");
        }));
        Task<Object> second = Task.startVirtual(() -> map.getOrInsertComputed(other, k -> {
            bothStarted.countDown();
            Task.await(bothStarted);
            return "other using " + map.getOrInsertComputed(key, k2 -> "key");
        }));

        assertThat(first.result()).isSameAs(map.get(key));
        assertThat(second.result()).isSameAs(map.get(other));
    }

    @Test
    void interruptedWaiterKeepsItsFlag() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Task.startVirtual(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            return "value";
        }));
        Task.await(started);
        AtomicBoolean flag = new AtomicBoolean();
        Task<Object> waiting = Task.startVirtual(() -> {
            Object result = map.getOrInsertComputed(key, k -> "another");
            flag.set(Thread.currentThread().isInterrupted());
            return result;
        });
        waiting.awaitWaiting();

        waiting.thread.interrupt();
        waiting.awaitWaiting();
        end.countDown();

        assertThat(waiting.result()).isEqualTo("value");
        assertThat(flag).isTrue();
    }

    @Test
    void everyOperationWorksOnVirtualThreads() {
        List<Task<Integer>> tasks = startVirtual(500, () -> {
            List<Object> keys = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Object mine = new Object();
                keys.add(mine);
                map.set(mine, i);
            }
            int sum = 0;
            for (Object mine : keys) {
                sum += (int) map.get(mine);
                map.delete(mine);
            }
            map.update(key, old -> old == null ? 1 : (int) old + 1);
            return sum;
        });

        assertThat(Task.results(tasks)).containsOnly(199 * 100);
        assertThat(map.get(key)).isEqualTo(500);
    }
}
