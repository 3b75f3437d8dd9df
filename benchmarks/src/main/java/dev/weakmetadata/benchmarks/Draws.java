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
