package io.schemata.database;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.impl.InitiateSslHandler;

/**
 * Reads what the server answers to the request for encryption: one letter, S or N, and nothing behind it, which somebody else
 * could have sent (CVE-2021-23222). After N it waits for a login in plain text on the same socket, and "prefer" gives it one,
 * as libpq does: another socket would cost the server another process. Anything else ends the login.
 */
final class EncryptionAnswer extends ChannelInboundHandlerAdapter {
    private final LoginOptions login;
    private final NetSocket socket;

    EncryptionAnswer(LoginOptions login, NetSocket socket) {
        this.login = login;
        this.socket = socket;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        char answer = bytes.readableBytes() == 1 ? (char) bytes.getByte(bytes.readerIndex()) : '?';
        if (answer == 'S') {
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        } else if (answer == 'N' && login.isPlainAllowed()) {
            login.goOnWith(socket);
            context.pipeline().remove(this);
            context.fireChannelRead(message);
            context.pipeline().remove(InitiateSslHandler.class);
        } else {
            ReferenceCountUtil.release(message);
            HardClose.of(context, new VertxException(reason(answer), true));
        }
    }

    private static String reason(char answer) {
        return answer == 'N'
                ? "the server does not encrypt, and sslmode asks for it"
                : "the server has answered the request for encryption with neither yes nor no";
    }
}
