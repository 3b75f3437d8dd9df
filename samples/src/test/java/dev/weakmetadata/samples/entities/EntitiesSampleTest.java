package dev.weakmetadata.samples.entities;

import static dev.weakmetadata.samples.Output.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.samples.Output;
import org.junit.jupiter.api.Test;

class EntitiesSampleTest {
    @Test
    void totalsAreCachedWithoutAColumnAndGoWithTheEntities() throws Exception {
        assertThat(Output.of(new EntitiesSample()))
                .containsPattern(row("600", "200"))
                .contains(
                        "Fields of Invoice: [id, customer, items]; columns of its table: [ID, CUSTOMER].",
                        "[ok] an invoice that has changed is told so, and computed anew")
                .containsPattern(row("an IdentityHashMap", "200"))
                .containsPattern(row("Derived", "0"));
    }
}
