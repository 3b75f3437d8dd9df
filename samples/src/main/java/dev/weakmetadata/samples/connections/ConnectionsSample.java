package dev.weakmetadata.samples.connections;

import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.Report;
import dev.weakmetadata.samples.Sample;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on Netty, whose channels are made by Netty: their state is beside them, and goes when they go. */
public final class ConnectionsSample implements Sample {
    private static final int COUNT = 100;

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public String description() {
        return "state of each connection of a Netty server";
    }

    @Override
    public void run(Report report) throws InterruptedException {
        System.setProperty("io.netty.noUnsafe", "true"); // or else newer JVMs warn of Netty's use of it
        Greeter greeter = new Greeter(Connections.create());
        Queue<WeakReference<Channel>> accepted = new ConcurrentLinkedQueue<>();
        EventLoopGroup threads = new DefaultEventLoopGroup(2);
        try {
            Channel server = new ServerBootstrap()
                    .group(threads)
                    .channel(LocalServerChannel.class)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            accepted.add(new WeakReference<>(channel));
                            channel.pipeline().addLast(greeter);
                        }
                    })
                    .bind(new LocalAddress("greeter"))
                    .sync()
                    .channel();
            BlockingQueue<String> answers = new LinkedBlockingQueue<>();
            Bootstrap client = new Bootstrap()
                    .group(threads)
                    .channel(LocalChannel.class)
                    .remoteAddress(server.localAddress())
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new Answers(answers));
                        }
                    });
            serve(report, client, answers);
            measure(report, greeter, accepted);
        } finally {
            threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    private static void serve(Report report, Bootstrap client, BlockingQueue<String> answers)
            throws InterruptedException {
        boolean right = true;
        for (int i = 0; i < COUNT; i++) {
            Channel channel = client.connect().sync().channel();
            right &= ask(channel, "hi", answers).equals("Hello guest, request 1");
            right &= ask(channel, "login user" + i, answers).equals("Hello user" + i + ", request 2");
            right &= ask(channel, "hi", answers).equals("Hello user" + i + ", request 3");
            channel.close().sync();
        }
        report.say(COUNT + " clients connect, log in, make three requests each, and hang up.");
        report.claim(right, "each was greeted by its own name, and its requests were counted");
    }

    private static String ask(Channel channel, String request, BlockingQueue<String> answers)
            throws InterruptedException {
        channel.writeAndFlush(request).sync();
        String answer = answers.poll(10, TimeUnit.SECONDS);
        return answer == null ? "no answer" : answer;
    }

    private static void measure(Report report, Greeter greeter, Queue<WeakReference<Channel>> accepted) {
        Garbage.collectSome();
        int plain = greeter.plainMap.size();
        long keptByPlainMap = kept(accepted);
        greeter.plainMap.clear();
        boolean collected = Garbage.collectUntil(() -> kept(accepted) == 0);
        report.say("The server is still up, and nobody has told the maps that the clients are gone.");
        report.table(
                List.of("state in", "closed channels kept"),
                List.of(
                        List.of("a ConcurrentHashMap", "" + keptByPlainMap),
                        List.of("Connections", "" + kept(accepted))));
        report.claim(plain == COUNT && keptByPlainMap == COUNT, "the plain map has kept every channel");
        report.claim(collected, "without it all channels are collected, and their state with them");
        Reference.reachabilityFence(greeter);
    }

    private static long kept(Queue<WeakReference<Channel>> channels) {
        return channels.stream()
                .filter(channel -> !Garbage.isCollected(channel))
                .count();
    }

    private static final class Answers extends SimpleChannelInboundHandler<String> {
        private final BlockingQueue<String> answers;

        Answers(BlockingQueue<String> answers) {
            this.answers = answers;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, String answer) {
            answers.add(answer);
        }
    }
}
