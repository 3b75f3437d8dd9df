package dev.weakmetadata.benchmarks;

import java.util.concurrent.TimeUnit;

/** The heap in use. */
final class Heap {
    private Heap() {}

    /**
     * Bytes of heap in use after garbage collection, and after tables have removed what was collected.
     *
     * @param patience for how many milliseconds nothing more must have become free
     */
    static long used(int patience) {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        long lastFall = System.nanoTime();
        do {
            System.gc();
            long used = runtime.totalMemory() - runtime.freeMemory();
            if (used < least) {
                least = used;
                lastFall = System.nanoTime();
            }
            pause();
        } while (System.nanoTime() - lastFall < TimeUnit.MILLISECONDS.toNanos(patience));
        return least;
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while collecting garbage", e);
        }
    }
}
