package io.schemata.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Watches one connection of a client, which Vert.x alone would let wait for ever and pipeline without a limit: the first
 * request has to be there in time, the next one in time after the last answer, and only a few may wait for answers.
 */
final class ConnectionGuard extends ChannelDuplexHandler implements OpenConnections.Connection {
    private static final int MOST_UNANSWERED = 4;

    private final OpenConnections connections;
    private final Duration untilFirstRequest;
    private final Duration untilNextRequest;
    private ChannelHandlerContext channel;
    private Future<?> deadline;
    private boolean isCounted;
    private boolean isReceiving;
    private int unanswered;

    ConnectionGuard(OpenConnections connections, ConnectionLimits limits) {
        this.connections = connections;
        this.untilFirstRequest = limits.untilFirstRequest();
        this.untilNextRequest = limits.untilNextRequest();
    }

    @Override
    public void close() {
        channel.channel().close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
        isCounted = connections.add(this);
        if (isCounted) {
            closeAfter(untilFirstRequest);
        } else {
            context.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopClock();
        if (isCounted) {
            isCounted = false;
            connections.remove(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            unanswered++;
            isReceiving = true;
            if (unanswered > MOST_UNANSWERED || !context.channel().isWritable()) {
                ReferenceCountUtil.release(message);
                context.close();
                return;
            }
        }
        if (message instanceof LastHttpContent) {
            isReceiving = false;
            waitOrWork();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInformational(message)) {
            unanswered--;
            if (!isReceiving) {
                waitOrWork();
            }
        }
        context.write(message, promise);
    }

    /** An answer may be sent before the whole request has come, so that the end of either may be the last. */
    private void waitOrWork() {
        if (unanswered == 0) {
            connections.isIdle(this);
            closeAfter(untilNextRequest);
        } else {
            connections.isBusy(this);
            stopClock();
        }
    }

    /** As "100 Continue", which is no answer yet. */
    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void closeAfter(Duration time) {
        stopClock();
        deadline = channel.executor().schedule(() -> channel.channel().close(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopClock() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
