package dev.weakmetadata.benchmarks;

import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Changes the values of keys that are there, in random order: always, or, in the mixed case, one time in ten, and
 * reads them the other nine times.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class OverwriteBenchmark {
    @Param
    Peer peer;

    @Param("200000")
    int keys;

    private Key[] present;
    private Peer.Table table;

    @Setup
    public void fill() {
        present = Key.newKeys(keys);
        table = peer.newTable(keys);
        table.setAll(present, 0, keys);
        System.gc();
    }

    @State(Scope.Thread)
    public static class Hits {
        /** A thread's own value, so that threads do not merely repeat each other. */
        final Object value = new Object();

        Draws<Key> draws;

        /** Whether to write; in random order too. */
        Draws<Boolean> writes;

        @Setup
        public void draw(OverwriteBenchmark benchmark, ThreadParams thread) {
            draws = new Draws<>(benchmark.present, thread.getThreadIndex());
            writes = new Draws<>(
                    new Boolean[] {true, false, false, false, false, false, false, false, false, false},
                    thread.getThreadIndex());
        }
    }

    @Benchmark
    public void overwrite(Hits hits) {
        table.set(hits.draws.next(), hits.value);
    }

    @Benchmark
    public Object mixed(Hits hits) {
        Key key = hits.draws.next();
        if (hits.writes.next()) {
            table.set(key, hits.value);
            return key;
        }
        return table.get(key);
    }
}
