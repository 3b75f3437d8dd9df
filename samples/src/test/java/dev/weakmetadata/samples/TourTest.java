package dev.weakmetadata.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TourTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void runsAllSamplesInTurn() {
        assertThat(tour(new Example("first", true), new Example("second", true)).run())
                .isEqualTo(Tour.OK);
        assertThat(bytes.toString(UTF_8))
                .containsSubsequence(
                        "first: an example",
                        "[ok] what first claims",
                        "second: an example",
                        "[ok] what second claims",
                        "All claims held.");
    }

    @Test
    void runsOneByName() {
        assertThat(tour(new Example("first", true), new Example("second", true)).run("second"))
                .isEqualTo(Tour.OK);
        assertThat(bytes.toString(UTF_8)).contains("[ok] what second claims").doesNotContain("first");
    }

    @Test
    void listsSamplesIfNameIsUnknown() {
        assertThat(tour(new Example("first", true), new Example("second", true)).run("third"))
                .isEqualTo(Tour.UNKNOWN_SAMPLE);
        assertThat(bytes.toString(UTF_8))
                .containsSubsequence("There is no sample 'third'", "first", "second")
                .doesNotContain("[ok]");
    }

    @Test
    void failsIfClaimDoesNotHold() {
        assertThat(tour(new Example("first", false), new Example("second", true))
                        .run())
                .isEqualTo(Tour.FAILED);
        assertThat(bytes.toString(UTF_8))
                .containsSubsequence(
                        "[FALSE] what first claims",
                        "A claim of the sample 'first' does not hold: what first claims",
                        "[ok] what second claims",
                        "FAILED: first")
                .doesNotContain("All claims held.");
    }

    @Test
    void failsIfSampleFails() {
        Sample broken = new Example("broken", true) {
            @Override
            public void run(Report report) {
                throw new IllegalStateException("out of order");
            }
        };
        assertThat(tour(broken).run()).isEqualTo(Tour.FAILED);
        assertThat(bytes.toString(UTF_8)).contains("out of order", "FAILED: broken");
    }

    private Tour tour(Sample... samples) {
        return new Tour(List.of(samples), new PrintStream(bytes, true, UTF_8));
    }

    private static class Example implements Sample {
        private final String name;
        private final boolean holds;

        Example(String name, boolean holds) {
            this.name = name;
            this.holds = holds;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String description() {
            return "an example";
        }

        @Override
        public void run(Report report) {
            report.claim(holds, "what " + name + " claims");
        }
    }
}
