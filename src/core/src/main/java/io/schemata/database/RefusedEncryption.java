package io.schemata.database;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Closes a socket on which the server has refused encryption, with the one letter N. The client connects anew without it, and
 * leaves the first socket open: the server would keep a process for it, and the watch take it for a login that is silent.
 */
final class RefusedEncryption extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean isRefusal = message instanceof ByteBuf bytes
                && bytes.readableBytes() == 1
                && bytes.getByte(bytes.readerIndex()) == 'N';
        context.pipeline().remove(this);
        context.fireChannelRead(message);
        if (isRefusal) {
            context.close();
        }
    }
}
