package dev.weakmetadata.benchmarks;

/**
 * How many keys or hosts the tables have, and how long to wait for them; in digits, as JMH's parameters are.
 *
 * @param small fit into the processor's caches
 * @param large do not
 * @param overwritten whose values are changed
 * @param grown in the table that grows
 * @param patience milliseconds until a table counts as idle
 */
record Sizes(String small, String large, String overwritten, String grown, String patience) {
    /** What the goals are stated for. */
    static final Sizes STATED = new Sizes("1000", "1000000", "200000", "5000000", "3000");

    /** Only to see that everything runs. */
    static final Sizes TINY = new Sizes("20", "50", "50", "100", "0");
}
