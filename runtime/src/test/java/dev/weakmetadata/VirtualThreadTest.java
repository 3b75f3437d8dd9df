package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VirtualThreadTest {
    private final WeakMap<Object, Object> map = new WeakMap<>();
    private final Object key = new Object();

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
