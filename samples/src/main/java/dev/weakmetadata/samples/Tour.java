package dev.weakmetadata.samples;

import dev.weakmetadata.samples.anykey.AnyKeySample;
import dev.weakmetadata.samples.caching.CachingSample;
import dev.weakmetadata.samples.chart.ChartSample;
import dev.weakmetadata.samples.connections.ConnectionsSample;
import dev.weakmetadata.samples.cycles.CyclesSample;
import dev.weakmetadata.samples.dom.DomSample;
import dev.weakmetadata.samples.entities.EntitiesSample;
import dev.weakmetadata.samples.privatemembers.PrivateMembersSample;
import dev.weakmetadata.samples.types.TypesSample;
import dev.weakmetadata.samples.window.WindowSample;
import java.io.PrintStream;
import java.util.List;

/** Runs all samples in turn, or those named on the command line. */
public final class Tour {
    /** All claims held. */
    static final int OK = 0;
    /** A claim did not hold, or a sample failed. */
    static final int FAILED = 1;
    /** There is no sample of that name. */
    static final int UNKNOWN_SAMPLE = 2;

    private final List<Sample> samples;
    private final PrintStream out;

    Tour(List<Sample> samples, PrintStream out) {
        this.samples = samples;
        this.out = out;
    }

    public static void main(String[] names) {
        List<Sample> samples = List.of(
                new PrivateMembersSample(),
                new DomSample(),
                new CachingSample(),
                new AnyKeySample(),
                new CyclesSample(),
                new TypesSample(),
                new ConnectionsSample(),
                new WindowSample(),
                new EntitiesSample(),
                new ChartSample());
        System.exit(new Tour(samples, System.out).run(names));
    }

    /** Runs the samples of these names, all of them if there are none, and returns the exit code. */
    int run(String... names) {
        for (String name : names) {
            if (samples.stream().noneMatch(sample -> sample.name().equals(name))) {
                printUnknown(name);
                return UNKNOWN_SAMPLE;
            }
        }
        List<String> failed = samples.stream()
                .filter(sample -> names.length == 0 || List.of(names).contains(sample.name()))
                .filter(sample -> !succeeds(sample))
                .map(Sample::name)
                .toList();
        out.println();
        out.println(failed.isEmpty() ? "All claims held." : "FAILED: " + String.join(", ", failed));
        return failed.isEmpty() ? OK : FAILED;
    }

    private boolean succeeds(Sample sample) {
        String title = sample.name() + ": " + sample.description();
        out.println();
        out.println(title);
        out.println("=".repeat(title.length()));
        try {
            sample.run(new Report(out));
            return true;
        } catch (FalseClaimException e) {
            out.println();
            out.println("A claim of the sample '" + sample.name() + "' does not hold: " + e.getMessage());
        } catch (Exception e) {
            out.println();
            out.println("The sample '" + sample.name() + "' failed:");
            e.printStackTrace(out);
        }
        return false;
    }

    private void printUnknown(String name) {
        out.println("There is no sample '" + name + "'. The samples are:");
        samples.forEach(sample -> out.printf("  %-14s  %s%n", sample.name(), sample.description()));
    }
}
