package dev.weakmetadata.benchmarks;

import java.lang.ref.Reference;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Collects garbage where a large table is all there is: with keys that live, and with keys that have just died. Each
 * nested class has its collector.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public abstract class FullGcBenchmark {

    @Fork(
            value = 3,
            jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseSerialGC"})
    public static class Serial extends FullGcBenchmark {}

    @Fork(
            value = 3,
            jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
    public static class Parallel extends FullGcBenchmark {}

    @Fork(
            value = 3,
            jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC"})
    public static class G1 extends FullGcBenchmark {}

    @Fork(
            value = 3,
            jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseZGC"})
    public static class Z extends FullGcBenchmark {}

    @State(Scope.Benchmark)
    public static class Live {
        @Param({"WEAK_MAP", "GUAVA", "CAFFEINE", "WEAK_LOCK_FREE", "WEAK_HASH_MAP", "BARE"})
        Peer peer;

        @Param("1000000")
        int keys;

        Key[] present;
        Peer.Table table;

        @Setup
        public void fill() {
            present = Key.newKeys(keys);
            table = peer.newTable(keys);
            table.setAll(present, 0, keys);
        }
    }

    @State(Scope.Benchmark)
    public static class Dying {
        @Param({"WEAK_MAP", "GUAVA", "CAFFEINE", "WEAK_LOCK_FREE", "WEAK_HASH_MAP", "BARE"})
        Peer peer;

        @Param("1000000")
        int keys;

        Peer.Table table;

        /** Fills a table with keys that grow old before they die. */
        @Setup(Level.Invocation)
        public void fill() {
            Key[] fresh = Key.newKeys(keys);
            table = peer.newTable(keys);
            table.setAll(fresh, 0, keys);
            System.gc();
            Reference.reachabilityFence(fresh);
        }
    }

    @Benchmark
    public void live(Live state) {
        System.gc();
    }

    @Benchmark
    public void dying(Dying state) {
        System.gc();
    }
}
