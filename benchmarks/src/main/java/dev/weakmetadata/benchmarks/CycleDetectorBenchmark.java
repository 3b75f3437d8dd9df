package dev.weakmetadata.benchmarks;

import dev.weakmetadata.WeakMap;
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

/**
 * What the detector of cycles costs whoever sets a value: off, on for a share of the values, and on. When on, values come
 * faster here than it can look at them, so most are skipped.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CycleDetectorBenchmark {
    @Param("1000")
    int keys;

    private record Value(Object content) {}

    private final WeakMap<Key, Value> map = new WeakMap<>();
    private Draws<Key> draws;
    private Value value;

    @Setup
    public void fill() {
        Key[] present = Key.newKeys(keys);
        draws = new Draws<>(present, 0);
        value = new Value("content");
        for (Key key : present) {
            map.set(key, new Value("first"));
        }
        System.gc();
    }

    @Benchmark
    @Fork(value = 3)
    public void off() {
        map.set(draws.next(), value);
    }

    @Benchmark
    @Fork(value = 3, jvmArgsAppend = "-Ddev.weakmetadata.detectCycles=0.01")
    public void share() {
        map.set(draws.next(), value);
    }

    @Benchmark
    @Fork(value = 3, jvmArgsAppend = "-Ddev.weakmetadata.detectCycles=true")
    public void on() {
        map.set(draws.next(), value);
    }
}
