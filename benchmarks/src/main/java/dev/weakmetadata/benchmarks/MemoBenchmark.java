package dev.weakmetadata.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * Calls memoized functions of hosts in random order: one that has a result, for the host alone or for the host and
 * an {@code int}, and one whose result has just been forgotten.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class MemoBenchmark {
    /** Each host has results for arguments from zero to less than this. Boxing them does not allocate. */
    private static final int ARGUMENTS = 4;

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
    }

    @State(Scope.Thread)
    public static class Hits {
        Draws<Host> hosts;
        Draws<Integer> arguments;

        @Setup
        public void draw(Hosts hosts, ThreadParams thread) {
            Integer[] range = new Integer[ARGUMENTS];
            Arrays.setAll(range, i -> i);
            this.hosts = new Draws<>(hosts.all, thread.getThreadIndex());
            this.arguments = new Draws<>(range, -1 - thread.getThreadIndex());
        }
    }

    @State(Scope.Benchmark)
    public static class Generated {
        final HostFunctions functions = HostFunctions.create();

        @Setup
        public void fill(Hosts hosts) {
            for (Host host : hosts.all) {
                functions.result(host);
            }
            System.gc();
        }
    }

    @State(Scope.Benchmark)
    public static class GeneratedWithArgument {
        final HostFunctions functions = HostFunctions.create();

        @Setup
        public void fill(Hosts hosts) {
            for (Host host : hosts.all) {
                for (int argument = 0; argument < ARGUMENTS; argument++) {
                    functions.resultOf(host, argument);
                }
            }
            System.gc();
        }
    }

    @State(Scope.Benchmark)
    public static class Caffeine {
        final Cache<Host, Object> results = Peer.caffeine();

        @Setup
        public void fill(Hosts hosts) {
            for (Host host : hosts.all) {
                results.put(host, new Object());
            }
            System.gc();
        }
    }

    @State(Scope.Benchmark)
    public static class CaffeineWithArgument {
        final Cache<Host, Map<Integer, Object>> results = Peer.caffeine();

        @Setup
        public void fill(Hosts hosts) {
            for (Host host : hosts.all) {
                Map<Integer, Object> results = this.results.get(host, key -> new ConcurrentHashMap<>());
                for (int argument = 0; argument < ARGUMENTS; argument++) {
                    results.put(argument, new Object());
                }
            }
            System.gc();
        }
    }

    @State(Scope.Benchmark)
    public static class Guava {
        final Map<Host, Object> results = Peer.guava();

        @Setup
        public void fill(Hosts hosts) {
            for (Host host : hosts.all) {
                results.put(host, new Object());
            }
            System.gc();
        }
    }

    @Benchmark
    public Object hitGenerated(Generated generated, Hits hits) {
        return generated.functions.result(hits.hosts.next());
    }

    @Benchmark
    public Object hitCaffeine(Caffeine caffeine, Hits hits) {
        return caffeine.results.getIfPresent(hits.hosts.next());
    }

    @Benchmark
    public Object hitGuava(Guava guava, Hits hits) {
        return guava.results.get(hits.hosts.next());
    }

    @Benchmark
    public Object hitWithArgumentGenerated(GeneratedWithArgument generated, Hits hits) {
        return generated.functions.resultOf(hits.hosts.next(), hits.arguments.next());
    }

    @Benchmark
    public Object hitWithArgumentCaffeine(CaffeineWithArgument caffeine, Hits hits) {
        return caffeine.results.getIfPresent(hits.hosts.next()).get(hits.arguments.next());
    }

    @Benchmark
    public Object missGenerated(Generated generated, Hits hits) {
        Host host = hits.hosts.next();
        generated.functions.deleteResult(host);
        return generated.functions.result(host);
    }

    @Benchmark
    public Object missCaffeine(Caffeine caffeine, Hits hits) {
        Host host = hits.hosts.next();
        caffeine.results.invalidate(host);
        return caffeine.results.get(host, key -> new Object());
    }

    @Benchmark
    public Object missGuava(Guava guava, Hits hits) {
        Host host = hits.hosts.next();
        guava.results.remove(host);
        return guava.results.computeIfAbsent(host, key -> new Object());
    }
}
