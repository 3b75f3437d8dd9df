package dev.weakmetadata.samples.dom;

import static dev.weakmetadata.samples.Output.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.samples.Output;
import org.junit.jupiter.api.Test;

class DomSampleTest {

    @Test
    void clicksAllButtonsAndRemovesOne() throws Exception {
        assertThat(Output.of(new DomSample()))
                .containsPattern(row("Menu", "true", "2", "Click\\[label=Menu, number=2]"))
                .containsPattern(row("Take the offer", "true", "1", "Click\\[label=Take the offer, number=6]"))
                .containsOnlyOnce("All buttons have been clicked!")
                .contains(
                        "[ok] nothing is reported while a button is left",
                        "[ok] a button taken off the page is collected, and its metadata with it")
                .containsPattern(row("@WeakMetadata interface", "collected", "collected"))
                .containsPattern(row("@WeakMetadata interface", "collected", "collected", "collected"))
                .containsPattern(row("HashMap", "kept", "kept"))
                .containsPattern(row("HashMap", "kept", "kept", "kept"));
    }

    /** Seen on JDK 17 and 25. A newer JDK may do better; the sample prints what it sees. */
    @Test
    void domOfTheJdkKeepsElementsWithUserDataOrListeners() throws Exception {
        assertThat(Output.of(new DomSample()))
                .containsPattern(row("the same, a listener left registered", "kept", "kept"))
                .containsPattern(row("Node.setUserData", "kept", "kept"))
                .containsPattern(row("Node.setUserData, unset again", "kept", "collected"))
                .containsPattern(row("Node.setUserData", "collected", "collected", "collected"));
    }
}
