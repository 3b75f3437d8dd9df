package dev.weakmetadata.samples.privatemembers;

import static dev.weakmetadata.samples.Output.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.samples.Output;
import org.junit.jupiter.api.Test;

class PrivateMembersSampleTest {

    @Test
    void showsThatReflectionFindsNothing() throws Exception {
        assertThat(Output.of(new PrivateMembersSample()))
                .containsPattern(row("first", "foo", "\\d+"))
                .containsPattern(row("second", "foo", "\\d+"))
                .containsPattern(row("fields", "counter, someProperty"))
                .containsPattern(row("methods", "isOlderThan, showPrivate, showPublic"))
                .contains(
                        "[ok] each thing has a number of its own",
                        "[ok] Thing has the members that its source declares, and not one more",
                        "[ok] no field of the first thing holds its number",
                        "[ok] reflection finds 'someProperty' in it, and no number",
                        "[ok] a thing's private members are collected with the thing");
    }
}
