package dev.weakmetadata.samples.caching;

import static dev.weakmetadata.samples.Output.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.samples.Output;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CachingSampleTest {

    @Test
    void computesOncePerObject() throws Exception {
        assertThat(Output.of(new CachingSample()))
                .contains(
                        "Asked for the first time: [168, 2262, 25997], 3 heavy computations.",
                        "Asked again: [168, 2262, 25997], 0 heavy computations.",
                        "[ok] an equal object is another object: it is computed for itself",
                        "[ok] the result for an object that is no longer in use is collected with it");
    }

    @Test
    void computesOncePerNode() throws Exception {
        String output = Output.of(new CachingSample());
        Matcher nodes =
                Pattern.compile("source files of these samples: (\\d+) nodes").matcher(output);
        assertThat(nodes.find()).isTrue();
        int count = Integer.parseInt(nodes.group(1));
        assertThat(count).isGreaterThan(3000);
        assertThat(output)
                .containsPattern(row("Attribution\\.type", "\\d+", "\\d+", "\\d+"))
                .containsPattern(row("@Memoized", "" + 3 * count, "" + count))
                .contains(
                        "[ok] both give the same answers",
                        "[ok] with @Memoized every node was computed once, however often it was asked",
                        "[ok] the results are collected with the syntax trees");
    }
}
