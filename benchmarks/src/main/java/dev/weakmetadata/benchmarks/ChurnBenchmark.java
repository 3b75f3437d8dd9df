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

/** Makes a host, sets its value and drops it, for ever, in a small heap; and looks at what is left afterwards. */
@State(Scope.Benchmark)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms256m", "-Xmx256m"})
public class ChurnBenchmark {
    private static final int ROUNDS = 5;

    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Memory {
        /** By how much the heap in use grew from the first round to the last. */
        public long grownBytes;

        /** What the table took after the last round, without being used again. */
        public long idleBytes;
    }

    @Param({"WEAK_MAP", "GUAVA", "CAFFEINE", "WEAK_LOCK_FREE", "WEAK_HASH_MAP"})
    Peer peer;

    @Param("1000000")
    int hosts;

    /** For how many milliseconds nothing more must have become free before a table counts as idle. */
    @Param("3000")
    int patience;

    private Peer.Table table;

    @Setup
    public void makeTable() {
        table = peer.newTable(hosts);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public void churn() {
        table.set(new Key(), Key.VALUE);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public void leaveIdle(Memory memory) {
        long empty = Heap.used(patience);
        fill();
        long first = Heap.used(patience);
        for (int round = 1; round < ROUNDS; round++) {
            fill();
        }
        long last = Heap.used(patience);
        memory.grownBytes = last - first;
        memory.idleBytes = last - empty;
    }

    private void fill() {
        for (int i = 0; i < hosts; i++) {
            churn();
        }
    }
}
