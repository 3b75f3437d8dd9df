package dev.weakmetadata.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An endless sequence of objects drawn at random from a few or many. It repeats itself, but only after more draws
 * than the processor's branch prediction remembers.
 */
final class Draws<T> {
    private static final int MINIMUM = 1 << 16;

    private final T[] draws;
    private int next;

    /** Keeps what one thread writes off the cache line of what another does. */
    @SuppressWarnings("unused")
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;

    /** Draws from the objects; each seed gives another sequence. */
    Draws(T[] objects, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int length = Math.max(MINIMUM, Integer.highestOneBit(objects.length) * 2);
        draws = Arrays.copyOf(objects, length);
        Arrays.setAll(draws, i -> objects[random.nextInt(objects.length)]);
    }

    T next() {
        return draws[next++ & (draws.length - 1)];
    }
}
