package dev.weakmetadata;

import org.junit.jupiter.api.Tag;

/** With the packaged agent, in a JVM that has been started with it. */
@Tag("agent")
class AgentEphemeronsTest extends Ephemerons {
    @Override
    HostNode newHost() {
        return new AgentNode();
    }
}
