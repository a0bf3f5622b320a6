package io.schemata.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.schemata.refusal.Problem;
import io.schemata.refusal.RefusalLog;
import io.schemata.refusal.RefusedException;
import io.schemata.request.TraceId;

/**
 * Answers what cannot be read as HTTP: 414 for a long first line, 431 for long headers, 400 for anything else. The headers
 * may not have been read, the origin among them; any page may read this answer, which says nothing of anyone.
 */
final class UnreadableRequest {
    private final RefusalLog log = new RefusalLog();

    /** To be the last answer of its connection, as it is not known where the next request would begin. */
    ChannelFuture refuse(ChannelHandlerContext context, Throwable cause) {
        HttpResponseStatus status = status(cause);
        String traceId = TraceId.read(null);
        RefusedException refused = RefusedException.invalid(null, detail(status));
        log.write("function=- tenant=- caller=- trace=%s status=%d".formatted(traceId, status.code()), refused);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                Unpooled.wrappedBuffer(
                        Problem.of(refused, status.code(), traceId).toBuffer().getBytes()));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        return context.writeAndFlush(answer);
    }

    private static HttpResponseStatus status(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return HttpResponseStatus.REQUEST_URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException
                ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                : HttpResponseStatus.BAD_REQUEST;
    }

    private static String detail(HttpResponseStatus status) {
        return switch (status.code()) {
            case 414 -> "the first line is too long";
            case 431 -> "the headers are too long";
            default -> "this is no valid HTTP request";
        };
    }
}
