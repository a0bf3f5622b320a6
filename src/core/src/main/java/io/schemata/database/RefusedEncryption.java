package io.schemata.database;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.impl.InitiateSslHandler;

/**
 * Acts where a server refuses encryption, with the one letter N. The server then waits for a login in plain text on the same
 * socket, and "prefer" gives it one, as libpq does: another socket would cost the server another process. Where no such login
 * is wanted the socket is closed; the client leaves it open.
 */
final class RefusedEncryption extends ChannelInboundHandlerAdapter {
    private final LoginOptions login;
    private final NetSocket socket;

    RefusedEncryption(LoginOptions login, NetSocket socket) {
        this.login = login;
        this.socket = socket;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean isRefusal = message instanceof ByteBuf bytes
                && bytes.readableBytes() == 1
                && bytes.getByte(bytes.readerIndex()) == 'N';
        boolean goesOn = isRefusal && login.isPlainAllowed();
        context.pipeline().remove(this);
        if (goesOn) {
            login.goOnWith(socket);
        }
        context.fireChannelRead(message);
        if (goesOn) {
            context.pipeline().remove(InitiateSslHandler.class);
        } else if (isRefusal) {
            context.close();
        }
    }
}
