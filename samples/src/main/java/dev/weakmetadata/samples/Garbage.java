package dev.weakmetadata.samples;

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Asks the garbage collector to run, and waits for what follows from it. */
public final class Garbage {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Garbage() {}

    /** Whether all these references are cleared within ten seconds of collecting garbage. */
    public static boolean collected(Reference<?>... references) {
        return collectUntil(() -> List.of(references).stream().allMatch(Garbage::isCollected));
    }

    /** Whether this reference is cleared by now. */
    public static boolean isCollected(Reference<?> reference) {
        return reference.refersTo(null);
    }

    /** Collects garbage until a condition holds; whether it came to hold within ten seconds. */
    public static boolean collectUntil(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return false;
            }
            System.gc();
            pause();
        }
        return true;
    }

    /** Collects garbage a few times, for those who want to see what it does not reclaim. */
    public static void collectSome() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            pause();
        }
    }

    /**
     * Bytes of heap in use after garbage collection: the least of five times, for a collector does not compact everything
     * each time, and for what other threads do with what was collected.
     */
    public static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
            pause();
        }
        return least;
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while collecting garbage", e);
        }
    }
}
