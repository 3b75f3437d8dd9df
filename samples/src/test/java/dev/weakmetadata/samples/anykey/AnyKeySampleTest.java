package dev.weakmetadata.samples.anykey;

import static dev.weakmetadata.samples.Output.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.samples.Output;
import org.junit.jupiter.api.Test;

class AnyKeySampleTest {

    @Test
    void sharesWhatIsInUseAndForgetsTheRest() throws Exception {
        assertThat(Output.of(new AnyKeySample()))
                .contains(
                        "java.lang.String",
                        "[ok] it names the alternative, which this sample is about",
                        "[ok] it is painted once: a result in use is shared, and garbage collections leave it alone",
                        "[ok] WeakValueCache keeps nothing of what is no longer in use, keys included",
                        "[ok] who asks again gets a new one")
                .containsPattern(row("WeakValueCache", "0", "0"))
                .containsPattern(row("a Map of WeakReferences", "0", "50"));
    }
}
