package dev.weakmetadata.samples.chart;

import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.Report;
import dev.weakmetadata.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How much heap four maps retain while hosts come and go: a table, and a picture of it. */
public final class ChartSample implements Sample {
    private static final String FILE_NAME = "weakmetadata-heap.png";

    private final Path folder;

    /** Draws into the folder {@code target} if there is one, else into the temporary folder. */
    public ChartSample() {
        this(Path.of(Files.isDirectory(Path.of("target")) ? "target" : System.getProperty("java.io.tmpdir")));
    }

    /** Draws into this folder. */
    public ChartSample(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "chart";
    }

    @Override
    public String description() {
        return "heap retained while hosts come and go";
    }

    @Override
    public void run(Report report) throws IOException {
        int sessions = Workload.ROUNDS * Workload.SESSIONS;
        report.say(format(
                "In each of %d rounds %,d sessions come, each gets %,d bytes of data, and they go.",
                Workload.ROUNDS, Workload.SESSIONS, Workload.BYTES));
        report.say(
                format("One session in %d is equal to another. Then nobody touches the map any more.", Workload.TWINS));
        report.say("MB: used heap after garbage collection, less what was used before the first round.");

        List<Workload> workloads = Store.all().stream().map(Workload::runWith).toList();
        Workload ours = workloads.get(workloads.size() - 1);
        Garbage.collectUntil(() -> ours.dataKept() == 0);
        report.table(
                List.of("map", "MB at most", "MB all gone", "MB after idling", "data kept", "found own data"),
                workloads.stream()
                        .map(workload -> List.of(
                                workload.storeName(),
                                format("%.1f", Collections.max(workload.megabytes())),
                                format("%.1f", workload.megabytesWhenGone()),
                                format("%.1f", workload.megabytesAfterIdling()),
                                format("%,d", workload.dataKept()),
                                format("%,d", workload.foundOwnData())))
                        .toList());
        report.claim(
                ours.dataKept() == 0,
                "our map keeps nothing of the sessions that are gone, although nobody touches it");
        report.claim(
                ours.foundOwnData() == sessions,
                format("with our map each of the %,d sessions found its own data", sessions));

        System.setProperty("java.awt.headless", "true");
        Path png = folder.resolve(FILE_NAME).toAbsolutePath();
        try {
            HeapChart.draw(workloads, png);
            report.say("The same as a picture: " + png);
        } catch (LinkageError | InternalError | RuntimeException e) {
            // No fonts: each version of Java fails in a way of its own.
            report.say("No picture: this Java cannot draw text here (" + e + ").");
        }
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
