package dev.weakmetadata.samples.connections;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A protocol of two requests, served by one handler for all connections: {@code login NAME}, and anything else. */
@ChannelHandler.Sharable
final class Greeter extends SimpleChannelInboundHandler<String> {
    private final Connections connections;

    /** What one would write without: it must be told of every way in which a connection can end, and is not. */
    final Map<Channel, Integer> plainMap = new ConcurrentHashMap<>();

    Greeter(Connections connections) {
        this.connections = connections;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String request) {
        Channel channel = context.channel();
        int count = connections.updateRequests(channel, n -> n + 1);
        plainMap.put(channel, count);
        if (request.startsWith("login ")) {
            connections.user(channel, request.substring("login ".length()));
        }
        context.writeAndFlush("Hello " + connections.user(channel) + ", request " + count);
    }
}
