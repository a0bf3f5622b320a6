package io.schemata.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.ThreadFactory;

/**
 * Vert.x on the JDK's own sockets, with two things more. It connects to Unix sockets, as databases have them, and it puts a
 * {@link ConnectionGuard} into every connection that a client opens: Vert.x has no other way in before a request is complete.
 * This is the place to look at when Vert.x is upgraded.
 */
public final class NioTransport implements VertxServiceProvider {
    /** Vert.x' own handler of requests. */
    private static final String REQUESTS = "handler";

    /** At once, from one connection. */
    private static final int MOST_BYTES_READ = 8_192;

    /** Of an answer, sent and not yet taken by its client. */
    private static final int MOST_BYTES_IN_SYSTEM = 64 * 1024;

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new Nio());
    }

    /** Not a subclass of the JDK's: for those Vert.x refuses Unix sockets before any provider is asked. */
    private static final class Nio implements Transport {
        private final Transport jdk = JDKTransport.INSTANCE;

        @Override
        public boolean supportsDomainSockets() {
            return true;
        }

        @Override
        public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
            return jdk.eventLoopGroup(type, threads, factory, ioRatio);
        }

        @Override
        public DatagramChannel datagramChannel() {
            return jdk.datagramChannel();
        }

        @Override
        public DatagramChannel datagramChannel(InternetProtocolFamily family) {
            return jdk.datagramChannel(family);
        }

        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
            return jdk.serverChannelFactory(domainSocket);
        }

        @Override
        public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
            return domainSocket ? NioDomainSocketChannel::new : jdk.channelFactory(false);
        }

        @Override
        public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
            return address.isDomainSocket() ? UnixDomainSocketAddress.of(address.path()) : jdk.convert(address);
        }

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            Transport.super.configure(options, domainSocket, bootstrap);
            // What a client has sent of something unfinished stays in the buffer it was read into: a small one, as
            // there may be one for each connection.
            bootstrap.childOption(
                    ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2_048, MOST_BYTES_READ));
            // Otherwise the system keeps megabytes of an answer for each client that does not read it.
            bootstrap.childOption(ChannelOption.SO_SNDBUF, MOST_BYTES_IN_SYSTEM);
            ConnectionLimits limits = ConnectionLimits.configured();
            OpenConnections connections = new OpenConnections(limits.mostConnections());
            bootstrap.handler(connections);
            UnreadableRequest unreadable = new UnreadableRequest();
            UnsentAnswers unsent = new UnsentAnswers();
            ChannelHandler vertx = bootstrap.config().childHandler();
            bootstrap.childHandler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(vertx);
                    if (!channel.isActive()) {
                        return;
                    }
                    if (channel.pipeline().get(REQUESTS) == null) {
                        throw new IllegalStateException("connections cannot be guarded with this Vert.x");
                    }
                    channel.pipeline()
                            .addBefore(REQUESTS, "guard", new ConnectionGuard(connections, limits, unreadable, unsent));
                }
            });
        }
    }
}
