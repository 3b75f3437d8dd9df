package dev.weakmetadata.samples.connections;

import dev.weakmetadata.WeakMetadata;
import io.netty.channel.Channel;
import java.util.function.IntUnaryOperator;

/** What a server remembers of each connection, until it is gone. */
@WeakMetadata
interface Connections {
    static Connections create() {
        return new WeakMetadata_Connections();
    }

    default String user(Channel channel) {
        return "guest";
    }

    void user(Channel channel, String name);

    int requests(Channel channel);

    int updateRequests(Channel channel, IntUnaryOperator change);

    boolean has(Channel channel);
}
