package dev.weakmetadata.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void alignsTables() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Report report = new Report(new PrintStream(bytes, true, UTF_8));
        report.table(
                List.of("map", "MB", "keeps"), List.of(List.of("HashMap", "44.3", "all"), List.of("ours", "0", "")));
        assertThat(bytes.toString(UTF_8).lines())
                .containsExactly(
                        "",
                        "     map       MB     keeps",
                        "     ---       --     -----",
                        "     HashMap   44.3   all",
                        "     ours         0",
                        "");
    }
}
