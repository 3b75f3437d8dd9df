package dev.weakmetadata.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

class SuiteTest {
    @TempDir
    Path folder;

    @Test
    void everyBenchmarkRunsAndEveryGoalIsMeasured() throws IOException, RunnerException {
        Results results = Suite.rehearsal().run(1, VerboseMode.SILENT);
        assertThat(Goals.rows(results)).hasSize(31).noneMatch(row -> row.met() == Goals.Met.UNKNOWN);

        Report.write(results, "rehearsal", folder);
        assertThat(contentOf(folder.resolve("rehearsal.md").toFile()))
                .contains("| get, hit, 1,000 keys ")
                .doesNotContain("not run", "NaN");
        assertThat(contentOf(folder.resolve("rehearsal.json").toFile()))
                .contains("GetBenchmark.hitWeakMap", "longestNanoseconds", "bytesPerKey");
    }

    @Test
    void aGoalThatWasNotMeasuredIsNotMet() {
        Results none = Results.of(Sizes.STATED, List.of());
        assertThat(Goals.rows(none)).isNotEmpty().allMatch(row -> row.met() == Goals.Met.UNKNOWN);
        assertThat(Report.table(none)).contains("| not run |").doesNotContain("NaN");
    }
}
