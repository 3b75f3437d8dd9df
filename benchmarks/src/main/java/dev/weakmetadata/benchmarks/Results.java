package dev.weakmetadata.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormat;

/** What was measured, and on how much. */
final class Results {
    private final Sizes sizes;
    private final List<RunResult> runs;

    private Results(Sizes sizes, List<RunResult> runs) {
        this.sizes = sizes;
        this.runs = runs;
    }

    /** What was run more than once counts as one run in several JVMs. */
    static Results of(Sizes sizes, Collection<RunResult> runs) {
        Map<String, RunResult> merged = new HashMap<>();
        for (RunResult run : runs) {
            merged.merge(key(run.getParams()), run, (first, other) -> {
                List<BenchmarkResult> forks = new ArrayList<>(first.getBenchmarkResults());
                forks.addAll(other.getBenchmarkResults());
                return new RunResult(first.getParams(), forks);
            });
        }
        List<RunResult> sorted = merged.values().stream()
                .sorted(RunResult.DEFAULT_SORT_COMPARATOR)
                .toList();
        return new Results(sizes, sorted);
    }

    /** What a run is known by: JMH's own comparison leaves out the number of threads. */
    private static String key(BenchmarkParams params) {
        return params.getParamsKeys().stream()
                .map(params::getParam)
                .collect(Collectors.joining(" ", params.getBenchmark() + " " + params.getThreads() + " ", ""));
    }

    Sizes sizes() {
        return sizes;
    }

    void writeTo(ResultFormat format) {
        format.writeOut(runs);
    }

    /**
     * The median of a benchmark's measurements.
     *
     * @param metric what to look at other than time, or null
     * @param parameters each as {@code name=value}
     * @return NaN if the benchmark has not been run
     */
    Figure median(String benchmark, int threads, String metric, String... parameters) {
        for (RunResult run : runs) {
            if (isOf(run.getParams(), benchmark, threads, parameters)) {
                Result<?> result = metric == null
                        ? run.getPrimaryResult()
                        : run.getSecondaryResults().get(metric);
                if (result != null) {
                    return new Figure(result.getStatistics().getPercentile(50), result.getScoreUnit());
                }
            }
        }
        return Figure.UNKNOWN;
    }

    /** The medians of a benchmark, on one thread, by one of its parameters, which is a number. */
    SortedMap<Integer, Double> mediansBy(String parameter, String benchmark, String... others) {
        SortedMap<Integer, Double> medians = new TreeMap<>();
        for (RunResult run : runs) {
            if (isOf(run.getParams(), benchmark, 1, others)) {
                medians.put(
                        Integer.valueOf(run.getParams().getParam(parameter)),
                        run.getPrimaryResult().getStatistics().getPercentile(50));
            }
        }
        return medians;
    }

    private static boolean isOf(BenchmarkParams run, String benchmark, int threads, String... parameters) {
        if (!run.getBenchmark().endsWith("." + benchmark) || run.getThreads() != threads) {
            return false;
        }
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (!parameter.substring(equals + 1).equals(run.getParam(parameter.substring(0, equals)))) {
                return false;
            }
        }
        return true;
    }

    /** A measured value; NaN if it is unknown. */
    record Figure(double value, String unit) {
        static final Figure UNKNOWN = new Figure(Double.NaN, "");
    }
}
