package dev.weakmetadata.stress;

import java.util.Arrays;

/** How long operations took, to about three per cent: the counts of a histogram whose buckets grow with the value. */
final class Latencies {
    private static final int SUB_BITS = 5;

    private final long[] counts = new long[64 << SUB_BITS];
    private long max;

    /** Notes an operation that took so many nanoseconds. */
    void add(long nanos) {
        counts[bucket(nanos)]++;
        max = Math.max(max, nanos);
    }

    void add(Latencies other) {
        Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
        max = Math.max(max, other.max);
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, 63 - SUB_BITS - Long.numberOfLeadingZeros(nanos | 1));
        return (shift << SUB_BITS) + (int) (nanos >>> shift);
    }

    private static long highest(int bucket) {
        int shift = Math.max(0, (bucket >> SUB_BITS) - 1);
        return ((bucket - ((long) shift << SUB_BITS) + 1) << shift) - 1;
    }

    long max() {
        return max;
    }

    /** What so large a part of the operations did not exceed. */
    long quantile(double part) {
        long rest = (long) Math.ceil(Arrays.stream(counts).sum() * part);
        for (int i = 0; i < counts.length; i++) {
            rest -= counts[i];
            if (rest <= 0) {
                return Math.min(max, highest(i));
            }
        }
        return max;
    }
}
