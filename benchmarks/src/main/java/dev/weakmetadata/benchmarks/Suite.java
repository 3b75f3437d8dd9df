package dev.weakmetadata.benchmarks;

import dev.weakmetadata.benchmarks.Effort.Kind;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Which benchmarks are run: on what, by how many threads, how thoroughly. */
final class Suite {

    private final Sizes sizes;
    private final Effort effort;
    private final List<ChainedOptionsBuilder> runs = new ArrayList<>();

    private Suite(Sizes sizes, Effort effort) {
        this.sizes = sizes;
        this.effort = effort;
    }

    /** Every benchmark, with every peer. */
    static Suite all() {
        Suite suite = new Suite(Sizes.STATED, Effort.QUICK);
        suite.addAll();
        suite.addSizes();
        return suite;
    }

    /** How cost grows with the number of keys, in about a quarter of an hour. */
    static Suite sizes() {
        Suite suite = new Suite(Sizes.STATED, Effort.QUICK);
        suite.addSizes();
        return suite;
    }

    /** What the goals need, in about five minutes. */
    static Suite quick() {
        Suite suite = new Suite(Sizes.STATED, Effort.QUICK);
        suite.addNeeded();
        return suite;
    }

    /** Every benchmark with every peer, but once and on next to nothing. */
    static Suite rehearsal() {
        Suite suite = new Suite(Sizes.TINY, Effort.NONE);
        suite.addAll();
        return suite;
    }

    private void addAll() {
        oneShot("FirstUseBenchmark");
        calls("GetBenchmark").param("keys", sizes.small(), sizes.large());
        calls("GetBenchmark.hit").threads(2).param("keys", sizes.small(), sizes.large());
        shots("InsertBenchmark").param("keys", sizes.large());
        oneShot("GrowthBenchmark").param("keys", sizes.grown());
        calls("OverwriteBenchmark").param("keys", sizes.overwritten());
        calls("OverwriteBenchmark").threads(2).param("keys", sizes.overwritten());
        oneShot("MemoryBenchmark").param("keys", sizes.large());
        calls("PropertiesBenchmark").param("hosts", sizes.small());
        calls("MemoBenchmark").param("hosts", sizes.small());
        calls("SlotBenchmark").param("hosts", sizes.small(), sizes.large()).param("tables", "1", "16");
        calls("ChurnBenchmark.churn");
        oneShot("ChurnBenchmark.leaveIdle").param("hosts", sizes.large()).param("patience", sizes.patience());
        shots("FullGcBenchmark").param("keys", sizes.large());
    }

    private void addSizes() {
        calls("GetBenchmark.hit").param("keys", "1000", "10000", "100000", "1000000", "10000000");
        shots("InsertBenchmark")
                .param("keys", "100000", "1000000", "10000000")
                .param("inserters", "1")
                .param("peer", "WEAK_MAP", "GUAVA", "WEAK_LOCK_FREE");
    }

    private void addNeeded() {
        oneShot("FirstUseBenchmark").param("peer", "WEAK_MAP", "GUAVA");
        calls("GetBenchmark.hit(WeakMap|Guava|IdentityHashMap|Bare)").param("keys", sizes.small(), sizes.large());
        calls("GetBenchmark.hit(WeakMap|Bare)").threads(2).param("keys", sizes.small(), sizes.large());
        calls("GetBenchmark.miss(WeakMap|Guava|Bare)").param("keys", sizes.small());
        insertions("1", "WEAK_MAP", "GUAVA", "BARE");
        insertions("2", "WEAK_MAP", "WEAK_LOCK_FREE", "BARE");
        oneShot("GrowthBenchmark").param("keys", sizes.grown()).param("peer", "WEAK_MAP", "GUAVA");
        calls("OverwriteBenchmark")
                .threads(2)
                .param("keys", sizes.overwritten())
                .param("peer", "WEAK_MAP", "WEAK_LOCK_FREE", "BARE");
        oneShot("MemoryBenchmark.(weakMap|weakSet|guava|three.*)$").param("keys", sizes.large());
        calls("PropertiesBenchmark.(generated|guavaMaps|bare)$").param("hosts", sizes.small());
        calls("MemoBenchmark.hit.*(Generated|Caffeine)$").param("hosts", sizes.small());
        calls("SlotBenchmark.(table|slot|bareSlot)$")
                .param("hosts", sizes.small(), sizes.large())
                .param("tables", "1");
        calls("SlotBenchmark.slot$").param("hosts", sizes.small()).param("tables", "16");
        calls("ChurnBenchmark.churn").param("peer", "WEAK_MAP", "GUAVA");
        oneShot("ChurnBenchmark.leaveIdle")
                .param("hosts", sizes.large())
                .param("patience", sizes.patience())
                .param("peer", "WEAK_MAP", "GUAVA");
        shots("FullGcBenchmark.*live").param("keys", sizes.large()).param("peer", "WEAK_MAP", "GUAVA", "BARE");
    }

    private void insertions(String inserters, String... peers) {
        shots("InsertBenchmark")
                .param("keys", sizes.large())
                .param("inserters", inserters)
                .param("peer", peers);
    }

    private ChainedOptionsBuilder calls(String include) {
        return add(Kind.CALLS, include).addProfiler(GCProfiler.class);
    }

    private ChainedOptionsBuilder shots(String include) {
        return add(Kind.SHOTS, include);
    }

    private ChainedOptionsBuilder oneShot(String include) {
        return add(Kind.ONE_SHOT, include);
    }

    private ChainedOptionsBuilder add(Kind kind, String include) {
        ChainedOptionsBuilder options =
                new OptionsBuilder().include("\\." + include).shouldFailOnError(true);
        effort.apply(kind, options);
        runs.add(options);
        return options;
    }

    /**
     * Runs all of it, which may take long.
     *
     * @param rounds how many times, one after the other, so that what slows a machine down for minutes does not spoil all
     *     measurements of one benchmark
     */
    Results run(int rounds, VerboseMode verbosity) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (ChainedOptionsBuilder options : runs) {
                results.addAll(new Runner(options.verbosity(verbosity).build()).run());
            }
        }
        return Results.of(sizes, results);
    }
}
