package dev.weakmetadata.samples.connections;

import static dev.weakmetadata.samples.Output.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.samples.Output;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class ConnectionsSampleTest {
    @Test
    void closedConnectionsAreCollected() throws Exception {
        assertThat(Output.of(new ConnectionsSample()))
                .contains("[ok] each was greeted by its own name, and its requests were counted")
                .containsPattern(row("a ConcurrentHashMap", "100"))
                .containsPattern(row("Connections", "0"));
    }

    @Test
    void connectionsShareTheHandlerAndNotTheirState() {
        Connections connections = Connections.create();
        Greeter greeter = new Greeter(connections);
        EmbeddedChannel one = new EmbeddedChannel(greeter);
        EmbeddedChannel other = new EmbeddedChannel(greeter);
        assertThat(connections.has(one)).isFalse();
        one.writeInbound("login Ada");
        other.writeInbound("hi");
        assertThat((String) one.readOutbound()).isEqualTo("Hello Ada, request 1");
        assertThat((String) other.readOutbound()).isEqualTo("Hello guest, request 1");
    }
}
