package io.schemata.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/**
 * Vert.x on the JDK's own sockets, with two things more. It connects to Unix sockets, as databases have them, and it puts a {@link ConnectionGuard} into every connection that a client opens: Vert.x has no other way in before a request is
 * complete. This is the place to look at when Vert.x is upgraded.
 */
public final class NioTransport implements VertxServiceProvider {
    /** Vert.x' own handler of requests. */
    private static final String REQUESTS = "handler";

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new Transport());
    }

    private static final class Transport extends JDKTransport {
        @Override
        public boolean supportsDomainSockets() {
            return true;
        }

        @Override
        public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
            return domainSocket ? NioDomainSocketChannel::new : super.channelFactory(false);
        }

        @Override
        public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
            return address.isDomainSocket() ? UnixDomainSocketAddress.of(address.path()) : super.convert(address);
        }

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            ConnectionLimits limits = ConnectionLimits.configured();
            OpenConnections connections = new OpenConnections(limits.mostConnections());
            ChannelHandler vertx = bootstrap.config().childHandler();
            bootstrap.childHandler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(vertx);
                    if (channel.pipeline().get(REQUESTS) == null) {
                        throw new IllegalStateException("connections cannot be guarded with this Vert.x");
                    }
                    channel.pipeline().addBefore(REQUESTS, "guard", new ConnectionGuard(connections, limits));
                }
            });
        }
    }
}
