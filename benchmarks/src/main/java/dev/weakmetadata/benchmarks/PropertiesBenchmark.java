package dev.weakmetadata.benchmarks;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import com.github.benmanes.caffeine.cache.Cache;
import dev.weakmetadata.WeakMap;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.WeakHashMap;
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
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.ThreadParams;

/** Reads three properties, a {@code boolean}, an {@code int} and a reference, of hosts in random order. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class PropertiesBenchmark {

    @State(Scope.Benchmark)
    public static class Hosts {
        @Param("1000")
        int hosts;

        Host[] all;

        @Setup
        public void make() {
            all = new Host[hosts];
            Arrays.setAll(all, i -> new Host());
        }

        /** Sets the properties, and lets the garbage collector lay tables out as it will. */
        void fill(Setter setter) {
            for (int i = 0; i < all.length; i++) {
                setter.set(all[i], i % 2 == 0, i, Key.VALUE);
            }
            System.gc();
        }
    }

    interface Setter {
        void set(Host host, boolean seen, int count, Object note);
    }

    @State(Scope.Thread)
    public static class Hits {
        Draws<Host> draws;

        @Setup
        public void draw(Hosts hosts, ThreadParams thread) {
            draws = new Draws<>(hosts.all, thread.getThreadIndex());
        }
    }

    @State(Scope.Benchmark)
    public static class Generated {
        final HostState state = HostState.create();

        @Setup
        public void fill(Hosts hosts) {
            hosts.fill((host, seen, count, note) -> {
                state.seen(host, seen);
                state.count(host, count);
                state.note(host, note);
            });
        }
    }

    @State(Scope.Benchmark)
    public static class WeakMaps {
        final WeakMap<Host, Boolean> seen = new WeakMap<>();
        final WeakMap<Host, Integer> count = new WeakMap<>();
        final WeakMap<Host, Object> note = new WeakMap<>();

        @Setup
        public void fill(Hosts hosts) {
            hosts.fill((host, seen, count, note) -> {
                this.seen.set(host, seen);
                this.count.set(host, count);
                this.note.set(host, note);
            });
        }
    }

    public abstract static class Maps {
        final Map<Host, Boolean> seen;
        final Map<Host, Integer> count;
        final Map<Host, Object> note;

        Maps(Map<Host, Boolean> seen, Map<Host, Integer> count, Map<Host, Object> note) {
            this.seen = seen;
            this.count = count;
            this.note = note;
        }

        @Setup
        public void fill(Hosts hosts) {
            hosts.fill((host, seen, count, note) -> {
                this.seen.put(host, seen);
                this.count.put(host, count);
                this.note.put(host, note);
            });
        }
    }

    @State(Scope.Benchmark)
    public static class GuavaMaps extends Maps {
        public GuavaMaps() {
            super(Peer.guava(), Peer.guava(), Peer.guava());
        }
    }

    @State(Scope.Benchmark)
    public static class WeakHashMaps extends Maps {
        public WeakHashMaps() {
            super(new WeakHashMap<>(), new WeakHashMap<>(), new WeakHashMap<>());
        }
    }

    @State(Scope.Benchmark)
    public static class IdentityHashMaps extends Maps {
        public IdentityHashMaps() {
            super(new IdentityHashMap<>(), new IdentityHashMap<>(), new IdentityHashMap<>());
        }
    }

    @State(Scope.Benchmark)
    public static class CaffeineCaches {
        final Cache<Host, Boolean> seen = Peer.caffeine();
        final Cache<Host, Integer> count = Peer.caffeine();
        final Cache<Host, Object> note = Peer.caffeine();

        @Setup
        public void fill(Hosts hosts) {
            hosts.fill((host, seen, count, note) -> {
                this.seen.put(host, seen);
                this.count.put(host, count);
                this.note.put(host, note);
            });
        }
    }

    @State(Scope.Benchmark)
    public static class WeakLockFreeMaps {
        final WeakConcurrentMap<Host, Boolean> seen = Peer.weakLockFree();
        final WeakConcurrentMap<Host, Integer> count = Peer.weakLockFree();
        final WeakConcurrentMap<Host, Object> note = Peer.weakLockFree();

        @Setup
        public void fill(Hosts hosts) {
            hosts.fill((host, seen, count, note) -> {
                this.seen.put(host, seen);
                this.count.put(host, count);
                this.note.put(host, note);
            });
        }
    }

    /** One table, which is asked three times. */
    @State(Scope.Benchmark)
    public static class Bare {
        BareTable table;

        @Setup
        public void fill(Hosts hosts) {
            table = new BareTable(hosts.hosts);
            hosts.fill((host, seen, count, note) -> table.set(host, note));
        }
    }

    @State(Scope.Benchmark)
    public static class Fields {
        @Setup
        public void fill(Hosts hosts) {
            hosts.fill((host, seen, count, note) -> {
                host.seen = seen;
                host.count = count;
                host.note = note;
            });
        }
    }

    @Benchmark
    public void generated(Generated generated, Hits hits, Blackhole blackhole) {
        Host host = hits.draws.next();
        blackhole.consume(generated.state.seen(host));
        blackhole.consume(generated.state.count(host));
        blackhole.consume(generated.state.note(host));
    }

    @Benchmark
    public void weakMaps(WeakMaps maps, Hits hits, Blackhole blackhole) {
        Host host = hits.draws.next();
        blackhole.consume((boolean) maps.seen.get(host));
        blackhole.consume((int) maps.count.get(host));
        blackhole.consume(maps.note.get(host));
    }

    @Benchmark
    public void guavaMaps(GuavaMaps maps, Hits hits, Blackhole blackhole) {
        read(maps, hits, blackhole);
    }

    @Benchmark
    public void weakHashMaps(WeakHashMaps maps, Hits hits, Blackhole blackhole) {
        read(maps, hits, blackhole);
    }

    @Benchmark
    public void identityHashMaps(IdentityHashMaps maps, Hits hits, Blackhole blackhole) {
        read(maps, hits, blackhole);
    }

    @Benchmark
    public void caffeineCaches(CaffeineCaches caches, Hits hits, Blackhole blackhole) {
        Host host = hits.draws.next();
        blackhole.consume((boolean) caches.seen.getIfPresent(host));
        blackhole.consume((int) caches.count.getIfPresent(host));
        blackhole.consume(caches.note.getIfPresent(host));
    }

    @Benchmark
    public void weakLockFreeMaps(WeakLockFreeMaps maps, Hits hits, Blackhole blackhole) {
        Host host = hits.draws.next();
        blackhole.consume((boolean) maps.seen.get(host));
        blackhole.consume((int) maps.count.get(host));
        blackhole.consume(maps.note.get(host));
    }

    @Benchmark
    public void bare(Bare bare, Hits hits, Blackhole blackhole) {
        Host host = hits.draws.next();
        blackhole.consume(bare.table.get(host));
        blackhole.consume(bare.table.get(host));
        blackhole.consume(bare.table.get(host));
    }

    @Benchmark
    public void fields(Fields fields, Hits hits, Blackhole blackhole) {
        Host host = hits.draws.next();
        blackhole.consume(host.seen);
        blackhole.consume(host.count);
        blackhole.consume(host.note);
    }

    private static void read(Maps maps, Hits hits, Blackhole blackhole) {
        Host host = hits.draws.next();
        blackhole.consume((boolean) maps.seen.get(host));
        blackhole.consume((int) maps.count.get(host));
        blackhole.consume(maps.note.get(host));
    }
}
