package dev.weakmetadata.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weakmetadata.WeakSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jol.info.GraphStats;

/**
 * The memory that a table takes for each key, without key and value. It is measured twice: by adding up all objects
 * that can be reached from the table, and by the heap in use with the table and without. The collector is one that
 * does not round up to whole regions. The time is of no interest.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xms2g",
            "-Xmx2g",
            "-XX:+UseSerialGC",
            // For JOL: the sizes of objects; and without the rest it is slow.
            "-Djdk.attach.allowAttachSelf=true",
            "-XX:+EnableDynamicAgentLoading",
            "-Djol.skipHotspotSAAttach=true",
            "--add-opens=java.base/java.lang.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED"
        })
public class MemoryBenchmark {
    private static final int PATIENCE = 50;

    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Memory {
        public double bytesPerKey;
        public double heapBytesPerKey;
    }

    @Param("1000000")
    int keys;

    private Key[] present;
    private Host[] hosts;

    @Setup
    public void makeKeys() {
        present = Key.newKeys(keys);
        hosts = new Host[keys];
        Arrays.setAll(hosts, i -> new Host());
    }

    @Benchmark
    public void weakMap(Memory memory) {
        measureMap(memory, Peer.WEAK_MAP);
    }

    @Benchmark
    public void guava(Memory memory) {
        measureMap(memory, Peer.GUAVA);
    }

    @Benchmark
    public void caffeine(Memory memory) {
        // From the usual executor, all threads could be reached, and then all else.
        Cache<Key, Object> cache =
                Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
        measure(memory, present, List.of(cache), () -> {
            for (Key key : present) {
                cache.put(key, Key.VALUE);
            }
        });
    }

    @Benchmark
    public void weakLockFree(Memory memory) {
        measureMap(memory, Peer.WEAK_LOCK_FREE);
    }

    @Benchmark
    public void weakHashMap(Memory memory) {
        measureMap(memory, Peer.WEAK_HASH_MAP);
    }

    @Benchmark
    public void identityHashMap(Memory memory) {
        measureMap(memory, Peer.IDENTITY_HASH_MAP);
    }

    @Benchmark
    public void weakSet(Memory memory) {
        WeakSet<Key> set = new WeakSet<>();
        measure(memory, present, List.of(set), () -> {
            for (Key key : present) {
                set.add(key);
            }
        });
    }

    /** A host with a {@code boolean}, an {@code int} and a reference. */
    @Benchmark
    public void threeProperties(Memory memory) {
        HostState state = HostState.create();
        measure(memory, hosts, List.of(state), () -> {
            for (int i = 0; i < keys; i++) {
                state.seen(hosts[i], true);
                state.count(hosts[i], i);
                state.note(hosts[i], Key.VALUE);
            }
        });
    }

    /** The same in three maps; the boxes of the {@code int}s count. */
    @Benchmark
    public void threeGuavaMaps(Memory memory) {
        Map<Host, Boolean> seen = Peer.guava();
        Map<Host, Integer> count = Peer.guava();
        Map<Host, Object> note = Peer.guava();
        measure(memory, hosts, List.of(seen, count, note), () -> {
            for (int i = 0; i < keys; i++) {
                seen.put(hosts[i], true);
                count.put(hosts[i], i);
                note.put(hosts[i], Key.VALUE);
            }
        });
    }

    private void measureMap(Memory memory, Peer peer) {
        Peer.Table table = peer.newTable(keys);
        measure(memory, present, List.of(table.delegate), () -> table.setAll(present, 0, keys));
    }

    private static void measure(Memory memory, Object[] keys, List<?> tables, Runnable fill) {
        long heap = Heap.used(PATIENCE);
        fill.run();
        memory.heapBytesPerKey = (double) (Heap.used(PATIENCE) - heap) / keys.length;
        memory.bytesPerKey = (double) (size(keys, Key.VALUE, tables.toArray()) - size(keys, Key.VALUE)) / keys.length;
    }

    private static long size(Object... roots) {
        return GraphStats.parseInstance(roots).totalSize();
    }
}
