package dev.weakmetadata.benchmarks;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import com.github.benmanes.caffeine.cache.Cache;
import dev.weakmetadata.WeakMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
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
 * Looks keys up in random order: keys that are there, and keys that are not. {@code WeakHashMap} and {@code
 * IdentityHashMap} are used as they are, without a lock; reading alone, threads may share them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
public class GetBenchmark {

    @State(Scope.Benchmark)
    public static class Keys {
        @Param({"1000", "1000000"})
        int keys;

        Key[] present;
        Key[] absent;

        @Setup
        public void make() {
            present = Key.newKeys(keys);
            absent = Key.newKeys(keys);
        }

        /** Fills a table, and lets the garbage collector lay it out as it will. */
        void fill(BiConsumer<? super Key, Object> table) {
            for (Key key : present) {
                table.accept(key, Key.VALUE);
            }
            System.gc();
        }
    }

    @State(Scope.Thread)
    public static class Hits {
        Draws<Key> draws;

        @Setup
        public void draw(Keys keys, ThreadParams thread) {
            draws = new Draws<>(keys.present, thread.getThreadIndex());
        }
    }

    @State(Scope.Thread)
    public static class Misses {
        Draws<Key> draws;

        @Setup
        public void draw(Keys keys, ThreadParams thread) {
            draws = new Draws<>(keys.absent, thread.getThreadIndex());
        }
    }

    @State(Scope.Benchmark)
    public static class OfWeakMap {
        final WeakMap<Key, Object> map = new WeakMap<>();

        @Setup
        public void fill(Keys keys) {
            keys.fill(map::set);
        }
    }

    @State(Scope.Benchmark)
    public static class OfGuava {
        final Map<Key, Object> map = Peer.guava();

        @Setup
        public void fill(Keys keys) {
            keys.fill(map::put);
        }
    }

    @State(Scope.Benchmark)
    public static class OfCaffeine {
        final Cache<Key, Object> cache = Peer.caffeine();

        @Setup
        public void fill(Keys keys) {
            keys.fill(cache::put);
        }
    }

    @State(Scope.Benchmark)
    public static class OfWeakLockFree {
        final WeakConcurrentMap<Key, Object> map = Peer.weakLockFree();

        @Setup
        public void fill(Keys keys) {
            keys.fill(map::put);
        }
    }

    @State(Scope.Benchmark)
    public static class OfWeakHashMap {
        final WeakHashMap<Key, Object> map = new WeakHashMap<>();

        @Setup
        public void fill(Keys keys) {
            keys.fill(map::put);
        }
    }

    @State(Scope.Benchmark)
    public static class OfIdentityHashMap {
        final IdentityHashMap<Key, Object> map = new IdentityHashMap<>();

        @Setup
        public void fill(Keys keys) {
            keys.fill(map::put);
        }
    }

    @State(Scope.Benchmark)
    public static class OfBare {
        BareTable table;

        @Setup
        public void fill(Keys keys) {
            table = new BareTable(keys.keys);
            keys.fill(table::set);
        }
    }

    @State(Scope.Benchmark)
    public static class OfField {
        @Setup
        public void fill(Keys keys) {
            keys.fill((key, value) -> key.value = value);
        }
    }

    @Benchmark
    public Object hitWeakMap(OfWeakMap state, Hits hits) {
        return state.map.get(hits.draws.next());
    }

    @Benchmark
    public Object hitGuava(OfGuava state, Hits hits) {
        return state.map.get(hits.draws.next());
    }

    @Benchmark
    public Object hitCaffeine(OfCaffeine state, Hits hits) {
        return state.cache.getIfPresent(hits.draws.next());
    }

    @Benchmark
    public Object hitWeakLockFree(OfWeakLockFree state, Hits hits) {
        return state.map.get(hits.draws.next());
    }

    @Benchmark
    public Object hitWeakHashMap(OfWeakHashMap state, Hits hits) {
        return state.map.get(hits.draws.next());
    }

    @Benchmark
    public Object hitIdentityHashMap(OfIdentityHashMap state, Hits hits) {
        return state.map.get(hits.draws.next());
    }

    @Benchmark
    public Object hitBare(OfBare state, Hits hits) {
        return state.table.get(hits.draws.next());
    }

    @Benchmark
    public Object hitField(OfField state, Hits hits) {
        return hits.draws.next().value;
    }

    @Benchmark
    public Object missWeakMap(OfWeakMap state, Misses misses) {
        return state.map.get(misses.draws.next());
    }

    @Benchmark
    public Object missGuava(OfGuava state, Misses misses) {
        return state.map.get(misses.draws.next());
    }

    @Benchmark
    public Object missCaffeine(OfCaffeine state, Misses misses) {
        return state.cache.getIfPresent(misses.draws.next());
    }

    @Benchmark
    public Object missWeakLockFree(OfWeakLockFree state, Misses misses) {
        return state.map.get(misses.draws.next());
    }

    @Benchmark
    public Object missWeakHashMap(OfWeakHashMap state, Misses misses) {
        return state.map.get(misses.draws.next());
    }

    @Benchmark
    public Object missIdentityHashMap(OfIdentityHashMap state, Misses misses) {
        return state.map.get(misses.draws.next());
    }

    @Benchmark
    public Object missBare(OfBare state, Misses misses) {
        return state.table.get(misses.draws.next());
    }
}
