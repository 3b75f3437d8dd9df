package dev.weakmetadata;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Garbage collections of a test. Whatever is to be collected must have been made in another method than waits here. */
final class Gc {
    private static final long TIMEOUT_SECONDS = 30;

    private static volatile Object garbage;

    private Gc() {}

    /** Collects garbage until something is so; polls because neither collectors nor the reclaimer say when they are done. */
    static void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!done.getAsBoolean()) {
            long start = System.nanoTime();
            if (start - deadline > 0) {
                throw new AssertionError("Not within " + TIMEOUT_SECONDS + " s: " + what);
            }
            System.gc();
            // The reclaimer gets as much time as the collector has had.
            long end = System.nanoTime();
            do {
                pause();
            } while (!done.getAsBoolean() && System.nanoTime() - end < end - start);
        }
    }

    static void awaitCleared(String what, WeakReference<?> reference) {
        await(what + " is collected", () -> reference.refersTo(null));
    }

    /** Returns after garbage collections that have cleared what could be cleared. */
    static void collect() {
        for (int i = 0; i < 2; i++) {
            awaitCleared("a sentinel", sentinel());
        }
    }

    /** As {@link #collect}, by making garbage: Shenandoah clears all soft references if asked by {@link System#gc}. */
    static void collectByNeed() {
        WeakReference<Object> sentinel = sentinel();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!sentinel.refersTo(null)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("No garbage collection within " + TIMEOUT_SECONDS + " s");
            }
            garbage = new byte[256 << 10];
        }
        garbage = null;
    }

    private static WeakReference<Object> sentinel() {
        return new WeakReference<>(new Object());
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
