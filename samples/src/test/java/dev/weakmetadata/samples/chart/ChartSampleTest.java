package dev.weakmetadata.samples.chart;

import static dev.weakmetadata.samples.Output.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weakmetadata.samples.Output;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartSampleTest {

    @Test
    void measuresAndDraws(@TempDir Path folder) throws Exception {
        String output = Output.of(new ChartSample(folder));
        String number = "\\d+\\.\\d";
        assertThat(output)
                .containsPattern(row("HashMap", number, number, number, "7,200", "7,200"))
                .containsPattern(row("WeakHashMap", number, number, number, "[\\d,]+", "7,200"))
                .containsPattern(row("Guava weakKeys", number, number, number, "[\\d,]+", "8,000"))
                .containsPattern(row("WeakMap \\(ours\\)", number, number, number, "0", "8,000"))
                .contains(
                        "[ok] our map keeps nothing of the sessions that are gone, although nobody touches it",
                        "[ok] with our map each of the 8,000 sessions found its own data");

        assumeThat(output).doesNotContain("No picture");
        BufferedImage picture =
                ImageIO.read(folder.resolve("weakmetadata-heap.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(900);
        assertThat(picture.getHeight()).isEqualTo(500);
    }
}
