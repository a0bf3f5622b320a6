package io.schemata.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.ByteProcessor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/** Notes when the first byte of a connection's present request came, which may be long before its head is complete. */
public final class RequestClock extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<RequestClock> KEY = AttributeKey.valueOf("schemata.request-clock");

    /** Empty lines before a request are none of it (RFC 9112, 2.2). */
    private static final ByteProcessor NOT_A_LINE_END = ByteProcessor.FIND_NON_CRLF;

    private boolean isBetweenRequests = true;
    private long firstByte;
    private long begin;

    private RequestClock() {}

    static RequestClock of(Channel channel) {
        RequestClock clock = new RequestClock();
        channel.attr(KEY).set(clock);
        return clock;
    }

    /** How long ago the first byte of this request came. */
    public static long millisecondsSinceFirstByte(HttpServerRequest request) {
        RequestClock clock =
                ((ConnectionBase) request.connection()).channel().attr(KEY).get();
        return clock == null ? 0 : TimeUnit.NANOSECONDS.toMillis(clock.nanosecondsSinceFirstByte());
    }

    long nanosecondsSinceFirstByte() {
        return System.nanoTime() - begin;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isBetweenRequests && message instanceof ByteBuf bytes && bytes.forEachByte(NOT_A_LINE_END) >= 0) {
            isBetweenRequests = false;
            firstByte = System.nanoTime();
        }
        context.fireChannelRead(message);
    }

    /** A head is complete. One that came with the end of the request before has just begun. */
    void headIsComplete() {
        begin = isBetweenRequests ? System.nanoTime() : firstByte;
        isBetweenRequests = false;
    }

    /** The request has come whole: the next byte is another one's. */
    void requestIsComplete() {
        isBetweenRequests = true;
    }
}
