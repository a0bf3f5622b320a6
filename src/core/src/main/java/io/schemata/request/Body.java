package io.schemata.request;

import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The bytes of a call. No bytes mean {@code {}}: what a client sends that has nothing to say. */
final class Body {
    private static final int LIMIT_BYTES = 64 * 1024;
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Pattern JSON =
            Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

    private Body() {}

    static byte[] of(RoutingContext context) {
        Buffer buffer = context.body().buffer();
        boolean empty = buffer == null || buffer.length() == 0;
        String mediaType = context.request().getHeader("Content-Type");
        if (!empty && (mediaType == null || !isJson(mediaType))) {
            throw RefusedException.because(Code.UNSUPPORTED_MEDIA_TYPE);
        }
        if (!empty && buffer.length() > LIMIT_BYTES) {
            throw RefusedException.because(Code.PAYLOAD_TOO_LARGE);
        }
        return empty ? EMPTY_OBJECT : buffer.getBytes();
    }

    private static boolean isJson(String mediaType) {
        return mediaType.equals("application/json")
                || JSON.matcher(mediaType.trim()).matches();
    }
}
