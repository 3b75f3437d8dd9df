package dev.weakmetadata.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Inserts new keys, which have no identity hash yet, into a new table; with two threads, half of them each. The time
 * is from the first key to the last.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
public class InsertBenchmark {
    @Param
    Peer peer;

    @Param("1000000")
    int keys;

    @Param({"1", "2"})
    int inserters;

    private ExecutorService threads;
    private List<Callable<Void>> tasks;
    private Peer.Table table;

    @Setup
    public void startThreads() {
        threads = Executors.newFixedThreadPool(inserters);
    }

    @TearDown
    public void stopThreads() {
        threads.shutdown();
    }

    @Setup(Level.Invocation)
    public void makeKeys() {
        table = peer.newTable(keys);
        Key[] fresh = Key.newKeys(keys);
        tasks = new ArrayList<>();
        for (int i = 0; i < inserters; i++) {
            int start = (int) ((long) keys * i / inserters);
            int end = (int) ((long) keys * (i + 1) / inserters);
            tasks.add(() -> {
                table.setAll(fresh, start, end);
                return null;
            });
        }
        System.gc();
    }

    @Benchmark
    public Object insert() throws Exception {
        for (Future<Void> task : threads.invokeAll(tasks)) {
            task.get();
        }
        return table;
    }
}
