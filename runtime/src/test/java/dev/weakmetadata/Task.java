package dev.weakmetadata;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Assumptions;

/** A thread of a test, with its result; one that hangs fails the test, with its stack. */
final class Task<T> {
    static final long TIMEOUT_SECONDS = 60;

    final Thread thread;
    private final FutureTask<T> future;

    private Task(FutureTask<T> future, Thread thread) {
        this.future = future;
        this.thread = thread;
    }

    static <T> Task<T> start(Callable<T> body) {
        return start(body, 0);
    }

    /** Starts a thread with a stack of some bytes. */
    static <T> Task<T> start(Callable<T> body, long stackSize) {
        FutureTask<T> future = new FutureTask<>(body);
        Thread thread = new Thread(null, future, "test", stackSize);
        thread.setDaemon(true);
        thread.start();
        return new Task<>(future, thread);
    }

    /** Starts a virtual thread; only after {@link #assumeVirtualThreads}. */
    static <T> Task<T> startVirtual(Callable<T> body) {
        FutureTask<T> future = new FutureTask<>(body);
        try {
            Thread thread = (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, future);
            return new Task<>(future, thread);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts threads numbered from zero. */
    static <T> List<Task<T>> start(int count, IntFunction<Callable<T>> bodies) {
        List<Task<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(start(bodies.apply(i)));
        }
        return tasks;
    }

    static <T> List<T> results(List<Task<T>> tasks) {
        List<T> results = new ArrayList<>();
        for (Task<T> task : tasks) {
            results.add(task.result());
        }
        return results;
    }

    static void assumeVirtualThreads() {
        Assumptions.assumeTrue(Runtime.version().feature() >= 21, "needs virtual threads");
    }

    T result() {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            AssertionError hangs = new AssertionError("A thread hangs, here:");
            hangs.setStackTrace(thread.getStackTrace());
            throw hangs;
        } catch (ExecutionException e) {
            throw new AssertionError("A thread has failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the thread has thrown. */
    Throwable failure() {
        try {
            T result = future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("Should have failed, but returned " + result);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean isDone() {
        return future.isDone();
    }

    /** Returns once the thread waits, for another's computation, in the library and not in the test's own code. */
    void awaitWaiting() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!waitsInLibrary()) {
            if (System.nanoTime() - deadline > 0) {
                AssertionError busy = new AssertionError("A thread should wait, but is here:");
                busy.setStackTrace(thread.getStackTrace());
                throw busy;
            }
            Thread.onSpinWait();
        }
    }

    private boolean waitsInLibrary() {
        if (thread.getState() != Thread.State.WAITING) {
            return false;
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.weakmetadata.")) {
                String name = frame.getClassName();
                return !name.contains("Test") && !name.contains("Task") && !name.contains("Rules");
            }
        }
        return false;
    }

    /** Waits, failing instead of hanging. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody has opened the latch");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
