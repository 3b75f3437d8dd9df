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

/** Makes the first table of a JVM and inserts a hundred keys: what a small program waits for, most of it class loading. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(5)
public class FirstUseBenchmark {
    private static final int KEYS = 100;

    @Param
    Peer peer;

    private Key[] fresh;

    @Setup
    public void makeKeys() {
        fresh = Key.newKeys(KEYS);
    }

    @Benchmark
    public Object use() {
        Peer.Table table = peer.newTable(KEYS);
        table.setAll(fresh, 0, KEYS);
        return table;
    }
}
