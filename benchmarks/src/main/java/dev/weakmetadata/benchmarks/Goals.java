package dev.weakmetadata.benchmarks;

import dev.weakmetadata.benchmarks.Results.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What WeakMetadata wants to reach, mostly beside its peers, and what it does reach. */
final class Goals {
    private static final String BYTES = "bytesPerKey";
    private static final String HEAP_BYTES = "heapBytesPerKey";
    private static final double MEGABYTE = 1024 * 1024;

    private final Results results;
    private final String small;
    private final String large;
    private final List<Row> rows = new ArrayList<>();

    /** One goal, and how far it is met. */
    record Row(String what, String goal, String measured, Met met) {}

    enum Met {
        YES,
        NO,
        /** What the goal needs has not been run. */
        UNKNOWN
    }

    private Goals(Results results) {
        this.results = results;
        this.small = "keys=" + results.sizes().small();
        this.large = "keys=" + results.sizes().large();
    }

    static List<Row> rows(Results results) {
        Goals goals = new Goals(results);
        goals.addSpeed();
        goals.addThreads();
        goals.addMemory();
        goals.addCollection();
        goals.addAllocation();
        return List.copyOf(goals.rows);
    }

    private void addSpeed() {
        Figure hit = time("GetBenchmark.hitWeakMap", small);
        ratio("get, hit, 1,000 keys", hit, 0.26, "Guava", time("GetBenchmark.hitGuava", small));
        ratio("get, hit, 1,000 keys", hit, 1.0, "IdentityHashMap", time("GetBenchmark.hitIdentityHashMap", small));
        hit = time("GetBenchmark.hitWeakMap", large);
        ratio("get, hit, 1,000,000 keys", hit, 0.45, "Guava", time("GetBenchmark.hitGuava", large));
        ratio("get, hit, 1,000,000 keys", hit, 1.75, "IdentityHashMap", time("GetBenchmark.hitIdentityHashMap", large));
        Figure miss = time("GetBenchmark.missWeakMap", small);
        ratio("get, miss, 1,000 keys", miss, 0.4, "Guava", time("GetBenchmark.missGuava", small));

        ratio("insert 1,000,000 new keys", insertion("WEAK_MAP", 1), 0.7, "Guava", insertion("GUAVA", 1));
        ratio("longest set while growing to 5,000,000", longestSet("WEAK_MAP"), 0.2, "Guava", longestSet("GUAVA"));

        Figure properties = time("PropertiesBenchmark.generated");
        ratio("read 3 properties", properties, 0.23, "3 Guava maps", time("PropertiesBenchmark.guavaMaps"));
        Figure memo = time("MemoBenchmark.hitGenerated");
        ratio("memoized hit", memo, 0.28, "Caffeine", time("MemoBenchmark.hitCaffeine"));
        memo = time("MemoBenchmark.hitWithArgumentGenerated");
        Figure caffeine = time("MemoBenchmark.hitWithArgumentCaffeine");
        ratio("memoized hit, int argument", memo, 0.4, "Caffeine of ConcurrentHashMap", caffeine);
        slot("slot, get, 1,000 hosts", 0.7, "hosts=" + results.sizes().small(), "1");
        slot("slot, get, 1,000,000 hosts", 0.5, "hosts=" + results.sizes().large(), "1");
        slot(
                "slot, get, 1,000 hosts in 16 tables",
                2,
                "hosts=" + results.sizes().small(),
                "16");
    }

    private void addThreads() {
        speedup("2 threads, reading 1,000 keys", 1.9, "GetBenchmark.hitWeakMap", small);
        speedup("2 threads, reading 1,000,000 keys", 1.9, "GetBenchmark.hitWeakMap", large);
        Figure ours = results.median("OverwriteBenchmark.overwrite", 2, null, "peer=WEAK_MAP");
        Figure theirs = results.median("OverwriteBenchmark.overwrite", 2, null, "peer=WEAK_LOCK_FREE");
        ratio("2 threads, overwriting 200,000 keys", ours, 0.3, "weak-lock-free", theirs);
        ours = insertion("WEAK_MAP", 2);
        ratio("2 threads, inserting 1,000,000 keys", ours, 0.5, "weak-lock-free", insertion("WEAK_LOCK_FREE", 2));
    }

    private void addMemory() {
        bytes("memory per entry, map", 45, "MemoryBenchmark.weakMap", "MemoryBenchmark.guava");
        bytes("memory per entry, set", 45, "MemoryBenchmark.weakSet", "MemoryBenchmark.guava");
        bytes("memory of 3 properties", 53, "MemoryBenchmark.threeProperties", "MemoryBenchmark.threeGuavaMaps");
    }

    private void addCollection() {
        Figure ours = time("ChurnBenchmark.churn", "peer=WEAK_MAP");
        Figure theirs = time("ChurnBenchmark.churn", "peer=GUAVA");
        double speed = theirs.value() / ours.value();
        atLeast("churn in 256 MB, throughput", speed, 1.5, " × Guava", beside(ours, theirs));
        megabytes("churn, growth of the heap in use", 1, "grownBytes");
        megabytes("churn, left in an idle table", 2, "idleBytes");
        for (String collector : List.of("Serial", "Parallel", "G1", "Z")) {
            String benchmark = "FullGcBenchmark." + collector + ".live";
            ours = time(benchmark, large, "peer=WEAK_MAP");
            theirs = time(benchmark, large, "peer=GUAVA");
            ratio("full GC, 1,000,000 live entries, " + collector, ours, 0.85, "Guava", theirs);
        }
    }

    private void addAllocation() {
        allocation("allocation per get", "GetBenchmark.hitWeakMap", small);
        allocation("allocation per 3 generated getters", "PropertiesBenchmark.generated");
        allocation("allocation per memoized hit", "MemoBenchmark.hitGenerated");
        allocation("allocation per memoized hit, int argument", "MemoBenchmark.hitWithArgumentGenerated");
    }

    // Kinds of rows

    private void ratio(String what, Figure ours, double bound, String peer, Figure theirs) {
        atMost(what, ours.value() / theirs.value(), bound, " × " + peer, beside(ours, theirs));
    }

    private void slot(String what, double bound, String hosts, String tables) {
        Figure slot = time("SlotBenchmark.slot", hosts, "tables=" + tables);
        ratio(what, slot, bound, "our own table", time("SlotBenchmark.table", hosts, "tables=1"));
    }

    private void speedup(String what, double bound, String benchmark, String... parameters) {
        Figure one = results.median(benchmark, 1, null, parameters);
        Figure two = results.median(benchmark, 2, null, parameters); // the time of a call, two of which run at a time
        atLeast(what, 2 * one.value() / two.value(), bound, " × 1 thread", beside(two, one));
    }

    private void bytes(String what, double bound, String benchmark, String peerBenchmark) {
        Figure ours = results.median(benchmark, 1, BYTES, large);
        Figure heap = results.median(benchmark, 1, HEAP_BYTES, large);
        Figure theirs = results.median(peerBenchmark, 1, BYTES, large);
        String beside = format("by the heap in use %.1f; Guava %.1f", heap.value(), theirs.value());
        atMost(what, ours.value(), bound, " bytes", beside);
    }

    private void megabytes(String what, double bound, String metric) {
        Figure ours = results.median("ChurnBenchmark.leaveIdle", 1, metric, "peer=WEAK_MAP");
        Figure theirs = results.median("ChurnBenchmark.leaveIdle", 1, metric, "peer=GUAVA");
        atMost(what, ours.value() / MEGABYTE, bound, " MB", format("Guava %.2f", theirs.value() / MEGABYTE));
    }

    /** No bytes, but for what JMH itself allocates now and then. */
    private void allocation(String what, String benchmark, String... parameters) {
        double bytes =
                results.median(benchmark, 1, "gc.alloc.rate.norm", parameters).value();
        add(what, "0 bytes", format("%.2f", bytes), bytes, bytes < 0.1);
    }

    private void atMost(String what, double value, double bound, String unit, String beside) {
        add(what, "≤ " + bound + unit, format("%.2f (%s)", value, beside), value, value <= bound);
    }

    private void atLeast(String what, double value, double bound, String unit, String beside) {
        add(what, "≥ " + bound + unit, format("%.2f (%s)", value, beside), value, value >= bound);
    }

    private void add(String what, String goal, String measured, double value, boolean met) {
        boolean known = !Double.isNaN(value);
        rows.add(new Row(what, goal, known ? measured : "", known ? (met ? Met.YES : Met.NO) : Met.UNKNOWN));
    }

    // Figures

    private Figure time(String benchmark, String... parameters) {
        return results.median(benchmark, 1, null, parameters);
    }

    private Figure insertion(String peer, int inserters) {
        return time("InsertBenchmark.insert", large, "peer=" + peer, "inserters=" + inserters);
    }

    private Figure longestSet(String peer) {
        Figure nanoseconds = results.median("GrowthBenchmark.grow", 1, "longestNanoseconds", "peer=" + peer);
        return new Figure(nanoseconds.value() / 1e6, "ms");
    }

    private static String beside(Figure ours, Figure theirs) {
        return format("%.4g : %.4g %s", ours.value(), theirs.value(), ours.unit());
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
