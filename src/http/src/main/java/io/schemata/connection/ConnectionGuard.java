package io.schemata.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/**
 * Watches one connection of a client, which Vert.x alone would let wait for ever and pipeline without a limit: the first
 * request has to be there in time, the next one in time after the last answer, and only a few may come at once or wait for
 * answers.
 */
final class ConnectionGuard extends ChannelDuplexHandler {
    private static final int MOST_UNANSWERED = 4;

    /** Refusals are answered before the next request is looked at, so that none of them waits: they are counted by read. */
    private static final int MOST_AT_ONCE = 4;

    /** Long enough for a client to notice that it has been answered. */
    private static final Duration LONGEST_LINGER = Duration.ofSeconds(5);

    private final OpenConnections connections;
    private final UnreadableRequest unreadable;
    private final UnsentAnswers unsent;
    private final Duration untilFirstRequest;
    private final Duration untilNextRequest;
    private ChannelHandlerContext channel;
    private RequestClock clock;
    private Deadline deadline;
    private boolean isReceiving;
    private int unanswered;
    private int atOnce;
    private boolean isEnding;
    private boolean hadSuccess;

    ConnectionGuard(
            OpenConnections connections, ConnectionLimits limits, UnreadableRequest unreadable, UnsentAnswers unsent) {
        this.unsent = unsent;
        this.connections = connections;
        this.unreadable = unreadable;
        this.untilFirstRequest = limits.untilFirstRequest();
        this.untilNextRequest = limits.untilNextRequest();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
        clock = RequestClock.of(context.channel());
        context.pipeline().addFirst(clock);
        deadline = new Deadline(context.executor(), context::close);
        deadline.setIn(untilFirstRequest);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!isEnding
                && message instanceof HttpObject part
                && part.decoderResult().isFailure()) {
            isEnding = true;
            refuse(context, message, part.decoderResult().cause());
        }
        if (message instanceof HttpRequest) {
            clock.headIsComplete();
            unanswered++;
            atOnce++;
            isReceiving = true;
            if (!deadline.isSet()) {
                deadline.setIn(untilNextRequest);
            }
            if (!isEnding && isFlooded(context)) {
                isEnding = true;
                context.close();
            }
        }
        if (message instanceof LastHttpContent) {
            clock.requestIsComplete();
        }
        if (isEnding) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof LastHttpContent) {
            isReceiving = false;
            waitOrWork();
        }
        context.fireChannelRead(message);
    }

    /** Where an answer would be taken for another request's, there is none. */
    private void refuse(ChannelHandlerContext context, Object message, Throwable cause) {
        boolean isHead = message instanceof HttpRequest;
        if (unanswered == (isHead ? 0 : 1)) {
            unreadable.refuse(context, cause).addListener(sent -> linger());
        } else {
            context.close();
        }
    }

    /** After an answer that did not wait for the end of its request, the client may still be sending. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (isReceiving && unanswered == 0 && !isEnding) {
            isEnding = true;
            context.channel().closeFuture().addListener(closed -> promise.trySuccess());
            linger();
        } else {
            context.close(promise);
        }
    }

    /**
     * Ends the connection without a reset, which would take the answer from a client that sends everything first: what it
     * still sends is thrown away for a while (RFC 9112, 9.6).
     */
    private void linger() {
        ((DuplexChannel) channel.channel()).shutdownOutput();
        channel.channel().config().setAutoRead(true);
        connections.isIdle(channel.channel(), false);
        deadline.setIn(LONGEST_LINGER);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        atOnce = 0;
        context.fireChannelReadComplete();
    }

    private boolean isFlooded(ChannelHandlerContext context) {
        return unanswered > MOST_UNANSWERED
                || atOnce > MOST_AT_ONCE
                || !context.channel().isWritable();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            hadSuccess |= response.status().codeClass() == HttpStatusClass.SUCCESS;
        }
        if (message instanceof LastHttpContent && !isInformational(message)) {
            unanswered--;
            if (!isReceiving || unanswered == 0) {
                waitOrWork();
            }
        }
        context.write(message, counted(message, promise));
    }

    private ChannelPromise counted(Object message, ChannelPromise promise) {
        int bytes = message instanceof HttpContent part ? part.content().readableBytes() : 0;
        if (bytes <= UnsentAnswers.SMALL_BYTES) {
            return promise;
        }
        unsent.add(channel.channel(), bytes);
        return promise.unvoid().addListener(sent -> unsent.remove(channel.channel(), bytes));
    }

    /** An answer may be sent before the whole request has come, so that the end of either may be the last. */
    private void waitOrWork() {
        if (unanswered == 0) {
            connections.isIdle(channel.channel(), hadSuccess);
            deadline.setIn(untilNextRequest);
        } else {
            connections.isBusy(channel.channel());
            deadline.remove();
        }
    }

    /** As "100 Continue", which is no answer yet. */
    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
