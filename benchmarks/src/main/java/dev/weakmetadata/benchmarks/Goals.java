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

    /**
     * One goal, and how far it is met.
     *
     * @param limit what {@link BareTable}, or a slot as bare, has in place of ours; empty if nothing was measured
     */
    record Row(String what, String goal, String measured, String limit, Met met) {}

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
        Figure bare = time("GetBenchmark.hitBare", small);
        ratio("get, hit, 1,000 keys", hit, 0.26, "Guava", time("GetBenchmark.hitGuava", small), bare);
        Figure strong = time("GetBenchmark.hitIdentityHashMap", small);
        ratio("get, hit, 1,000 keys", hit, 1.0, "IdentityHashMap", strong, bare);
        hit = time("GetBenchmark.hitWeakMap", large);
        bare = time("GetBenchmark.hitBare", large);
        ratio("get, hit, 1,000,000 keys", hit, 0.45, "Guava", time("GetBenchmark.hitGuava", large), bare);
        strong = time("GetBenchmark.hitIdentityHashMap", large);
        ratio("get, hit, 1,000,000 keys", hit, 1.75, "IdentityHashMap", strong, bare);
        Figure miss = time("GetBenchmark.missWeakMap", small);
        bare = time("GetBenchmark.missBare", small);
        ratio("get, miss, 1,000 keys", miss, 0.4, "Guava", time("GetBenchmark.missGuava", small), bare);

        bare = insertion("BARE", 1);
        ratio("insert 1,000,000 new keys", insertion("WEAK_MAP", 1), 0.7, "Guava", insertion("GUAVA", 1), bare);
        ratio("longest set while growing to 5,000,000", longestSet("WEAK_MAP"), 0.2, "Guava", longestSet("GUAVA"));

        Figure properties = time("PropertiesBenchmark.generated");
        bare = time("PropertiesBenchmark.bare");
        ratio("read 3 properties", properties, 0.23, "3 Guava maps", time("PropertiesBenchmark.guavaMaps"), bare);
        Figure memo = time("MemoBenchmark.hitGenerated");
        bare = time("GetBenchmark.hitBare", small);
        ratio("memoized hit", memo, 0.28, "Caffeine", time("MemoBenchmark.hitCaffeine"), bare);
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
        speedup("2 threads, reading 1,000 keys", 1.9, small);
        speedup("2 threads, reading 1,000,000 keys", 1.9, large);
        Figure ours = overwriting("WEAK_MAP");
        Figure theirs = overwriting("WEAK_LOCK_FREE");
        ratio("2 threads, overwriting 200,000 keys", ours, 0.3, "weak-lock-free", theirs, overwriting("BARE"));
        ours = insertion("WEAK_MAP", 2);
        theirs = insertion("WEAK_LOCK_FREE", 2);
        ratio("2 threads, inserting 1,000,000 keys", ours, 0.5, "weak-lock-free", theirs, insertion("BARE", 2));
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
        atLeast("churn in 256 MB, throughput", speed, 1.5, " × Guava", beside(ours, theirs), Double.NaN);
        megabytes("churn, growth of the heap in use", 1, "grownBytes");
        megabytes("churn, left in an idle table", 2, "idleBytes");
        for (String collector : List.of("Serial", "Parallel", "G1", "Z")) {
            String benchmark = "FullGcBenchmark." + collector + ".live";
            ours = time(benchmark, large, "peer=WEAK_MAP");
            theirs = time(benchmark, large, "peer=GUAVA");
            Figure bare = time(benchmark, large, "peer=BARE");
            ratio("full GC, 1,000,000 live entries, " + collector, ours, 0.85, "Guava", theirs, bare);
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
        ratio(what, ours, bound, peer, theirs, Figure.UNKNOWN);
    }

    private void ratio(String what, Figure ours, double bound, String peer, Figure theirs, Figure bare) {
        double limit = bare.value() / theirs.value();
        atMost(what, ours.value() / theirs.value(), bound, " × " + peer, beside(ours, theirs), limit);
    }

    private void slot(String what, double bound, String hosts, String tables) {
        Figure slot = time("SlotBenchmark.slot", hosts, "tables=" + tables);
        Figure table = time("SlotBenchmark.table", hosts, "tables=1");
        ratio(what, slot, bound, "our own table", table, time("SlotBenchmark.bareSlot", hosts, "tables=1"));
    }

    private void speedup(String what, double bound, String keys) {
        Figure one = results.median("GetBenchmark.hitWeakMap", 1, null, keys);
        Figure two = results.median("GetBenchmark.hitWeakMap", 2, null, keys);
        Figure bareOne = results.median("GetBenchmark.hitBare", 1, null, keys);
        Figure bareTwo = results.median("GetBenchmark.hitBare", 2, null, keys);
        atLeast(what, speedup(one, two), bound, " × 1 thread", beside(two, one), speedup(bareOne, bareTwo));
    }

    /** Figures are the time of a call, two of which run at a time. */
    private static double speedup(Figure one, Figure two) {
        return 2 * one.value() / two.value();
    }

    private void bytes(String what, double bound, String benchmark, String peerBenchmark) {
        Figure ours = results.median(benchmark, 1, BYTES, large);
        Figure heap = results.median(benchmark, 1, HEAP_BYTES, large);
        Figure theirs = results.median(peerBenchmark, 1, BYTES, large);
        String beside = format("by the heap in use %.1f; Guava %.1f", heap.value(), theirs.value());
        atMost(what, ours.value(), bound, " bytes", beside, Double.NaN);
    }

    private void megabytes(String what, double bound, String metric) {
        Figure ours = results.median("ChurnBenchmark.leaveIdle", 1, metric, "peer=WEAK_MAP");
        Figure theirs = results.median("ChurnBenchmark.leaveIdle", 1, metric, "peer=GUAVA");
        atMost(
                what,
                ours.value() / MEGABYTE,
                bound,
                " MB",
                format("Guava %.2f", theirs.value() / MEGABYTE),
                Double.NaN);
    }

    /** No bytes, but for what JMH itself allocates now and then. */
    private void allocation(String what, String benchmark, String... parameters) {
        double bytes =
                results.median(benchmark, 1, "gc.alloc.rate.norm", parameters).value();
        add(what, "0 bytes", format("%.2f", bytes), bytes, Double.NaN, bytes < 0.1);
    }

    private void atMost(String what, double value, double bound, String unit, String beside, double limit) {
        add(what, "≤ " + bound + unit, format("%.2f (%s)", value, beside), value, limit, value <= bound);
    }

    private void atLeast(String what, double value, double bound, String unit, String beside, double limit) {
        add(what, "≥ " + bound + unit, format("%.2f (%s)", value, beside), value, limit, value >= bound);
    }

    private void add(String what, String goal, String text, double value, double limit, boolean isMet) {
        boolean known = !Double.isNaN(value);
        String limitText = Double.isNaN(limit) ? "" : format("%.2f", limit);
        Met met = known ? (isMet ? Met.YES : Met.NO) : Met.UNKNOWN;
        rows.add(new Row(what, goal, known ? text : "", limitText, met));
    }

    // Figures

    private Figure time(String benchmark, String... parameters) {
        return results.median(benchmark, 1, null, parameters);
    }

    private Figure insertion(String peer, int inserters) {
        return time("InsertBenchmark.insert", large, "peer=" + peer, "inserters=" + inserters);
    }

    private Figure overwriting(String peer) {
        return results.median("OverwriteBenchmark.overwrite", 2, null, "peer=" + peer);
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
