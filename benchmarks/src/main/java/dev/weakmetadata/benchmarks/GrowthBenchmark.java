package dev.weakmetadata.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Grows a table from nothing, and reports the time of the longest single {@code set}. The heap is large and is never
 * collected, so that a pause is the table's own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:+UseEpsilonGC",
            "-Xms4g",
            "-Xmx4g",
            "-XX:+AlwaysPreTouch"
        })
public class GrowthBenchmark {
    private static final int WARM_UP = 10_000;

    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Longest {
        public long longestNanoseconds;
    }

    @Param
    Peer peer;

    @Param("5000000")
    int keys;

    private Peer.Table warm;
    private Key[] fresh;

    /** Loads, with another table, the classes that the first calls need. */
    @Setup
    public void warmUp() {
        warm = peer.newTable(WARM_UP);
        warm.setAll(Key.newKeys(WARM_UP), 0, WARM_UP);
    }

    @Setup
    public void makeKeys() {
        fresh = Key.newKeys(keys);
    }

    @Benchmark
    public Object grow(Longest longest) {
        Peer.Table table = peer.newTable(keys);
        for (Key key : fresh) {
            long start = System.nanoTime();
            table.set(key, Key.VALUE);
            longest.longestNanoseconds = Math.max(longest.longestNanoseconds, System.nanoTime() - start);
        }
        return table;
    }
}
