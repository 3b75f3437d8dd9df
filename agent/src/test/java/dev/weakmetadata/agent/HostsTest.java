package dev.weakmetadata.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
    private final Hosts hosts = new Hosts();

    @Test
    void namesOfClassesAndPackages() {
        hosts.addAll("com.acme.Thing, com.acme.Outer$Inner,com.acme.one.*,com.acme.all.**,Unnamed");
        assertThat(hosts.contain("com.acme.Thing")).isTrue();
        assertThat(hosts.contain("com.acme.Outer$Inner")).isTrue();
        assertThat(hosts.contain("com.acme.one.A")).isTrue();
        assertThat(hosts.contain("com.acme.one.A$B")).isTrue();
        assertThat(hosts.contain("com.acme.all.A")).isTrue();
        assertThat(hosts.contain("com.acme.all.more.and.more.A")).isTrue();
        assertThat(hosts.contain("Unnamed")).isTrue();

        assertThat(hosts.contain("com.acme.Thing2")).isFalse();
        assertThat(hosts.contain("com.acme.Outer")).isFalse();
        assertThat(hosts.contain("com.acme.Thing$Inner")).isFalse();
        assertThat(hosts.contain("com.acme.one")).isFalse();
        assertThat(hosts.contain("com.acme.one.more.A")).isFalse();
        assertThat(hosts.contain("com.acme.all")).isFalse();
        assertThat(hosts.contain("com.acme.alls.A")).isFalse();
        assertThat(hosts.contain("com.A")).isFalse();
        assertThat(hosts.contain("A")).isFalse();
    }

    @Test
    void files() throws IOException {
        hosts.addAll(new ByteArrayInputStream("""
                # hosts of the shop
                com.acme.Thing   # the thing

                  com.acme.model.**
                """.getBytes(StandardCharsets.UTF_8)));
        assertThat(hosts.contain("com.acme.Thing")).isTrue();
        assertThat(hosts.contain("com.acme.model.A")).isTrue();
        assertThat(hosts.contain("com.acme.Other")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "*", "**", "com.*.Thing", "com.acme.Thing*", "com..A", "com/acme/A", "a,,b", "a;b", "1a"
            })
    void whatIsNoNameIsRefused(String names) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hosts.addAll(names))
                .withMessageContaining(
                        "is no name of hosts; write com.acme.Thing for a class, com.acme.* for a package");
    }
}
