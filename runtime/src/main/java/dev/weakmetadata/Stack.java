package dev.weakmetadata;

/**
 * Lets a {@link StackOverflowError} come before a sequence of steps that must not be left half done, and not in the middle
 * of it. Code that recurses over a tree and stores something for each node overflows in here as likely as anywhere.
 */
final class Stack {
    /** The deepest such sequence takes some ten frames; compiled ones are smaller than interpreted ones, so many more. */
    private static final int FRAMES = 128;

    private Stack() {}

    /** Fails now if there is not enough stack left for a sequence of steps. */
    static void reserve() {
        descend(FRAMES, 0, 0, 0, 0);
    }

    private static long descend(int frames, long a, long b, long c, long d) {
        return frames == 0 ? a : 1 + descend(frames - 1, b, c, d, a);
    }
}
