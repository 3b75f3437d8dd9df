package dev.weakmetadata.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessingTimeTest {
    @TempDir
    Path folder;

    @Test
    void runs() throws Exception {
        assertThat(ProcessingTime.table(folder, 1, 2)).hasLineCount(6).contains("| 2 | first | clock | ");
        assertThat(folder.resolve("2/generated/sample/WeakMetadata_State1.java"))
                .content()
                .contains("property9(Host1<T> host, T value)");
    }
}
