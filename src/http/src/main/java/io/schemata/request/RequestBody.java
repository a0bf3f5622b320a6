package io.schemata.request;

import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a body may be: JSON in UTF-8, at most 64 KiB of content. No bytes mean {@code {}}. */
final class RequestBody {
    /** Written with escapes, 64 KiB of content may take this many bytes on the wire. */
    static final int MOST_RAW_BYTES = 160 * 1024;

    private static final int MOST_CONTENT_BYTES = 64 * 1024;
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Pattern JSON =
            Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

    private RequestBody() {}

    /** What the head alone tells: UNSUPPORTED_MEDIA_TYPE for a body of another type, PAYLOAD_TOO_LARGE. */
    static void checkHead(HttpServerRequest request, Endpoint endpoint) {
        long announced = announcedBytes(request);
        String mediaType = request.getHeader("Content-Type");
        boolean isEncoded = !"identity".equalsIgnoreCase(request.headers().get("Content-Encoding"))
                && request.headers().contains("Content-Encoding");
        if (announced != 0 && (!isRight(mediaType, request, endpoint) || isEncoded)) {
            throw RefusedException.because(Code.UNSUPPORTED_MEDIA_TYPE);
        }
        if (announced > MOST_RAW_BYTES) {
            throw RefusedException.because(Code.PAYLOAD_TOO_LARGE);
        }
    }

    /** The body's bytes, when they are not too many. */
    static byte[] checkSize(byte[] raw) {
        if (raw.length > MOST_CONTENT_BYTES && contentBytes(raw) > MOST_CONTENT_BYTES) {
            throw RefusedException.because(Code.PAYLOAD_TOO_LARGE);
        }
        return raw.length == 0 ? EMPTY_OBJECT : raw;
    }

    /** Refuses UTF-16 and UTF-32, which begin with their mark or a zero among two bytes: the parser would guess them. */
    static void requireUtf8(byte[] body) {
        int both = body.length < 2 ? '{' << 8 | '}' : (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        if ((both & 0xFF) == 0 || both >> 8 == 0 || both == 0xFEFF || both == 0xFFFE) {
            throw RefusedException.invalid(null, "the body has to be in UTF-8");
        }
    }

    /** The bytes the head announces; Long.MAX_VALUE is never answered: of a chunked body, 1 stands for some. */
    private static long announcedBytes(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return request.headers().contains("Transfer-Encoding") ? 1 : 0;
        }
        try {
            return Long.parseLong(length.trim());
        } catch (NumberFormatException noNumber) {
            throw RefusedException.invalid("Content-Length", "is no number");
        }
    }

    private static boolean isRight(String mediaType, HttpServerRequest request, Endpoint endpoint) {
        return mediaType != null
                && (isJson(mediaType)
                        || endpoint.takes(Endpoint.Trigger.CLOUD_EVENT) && CloudEvent.isAnnounced(request));
    }

    static boolean isJson(String mediaType) {
        return mediaType.equals("application/json")
                || JSON.matcher(mediaType.trim()).matches();
    }

    /** The size of a JSON text with its escapes written out in UTF-8. */
    private static int contentBytes(byte[] json) {
        int bytes = 0;
        for (int i = 0; i < json.length; bytes++) {
            if (json[i] != '\\') {
                i++;
            } else if (i + 5 < json.length && json[i + 1] == 'u') {
                bytes += utf8Bytes(json, i + 2) - 1;
                i += 6;
            } else {
                i += 2;
            }
        }
        return bytes;
    }

    /** Of half a surrogate pair two: the pair has four. */
    private static int utf8Bytes(byte[] json, int at) {
        int character = 0;
        for (int i = at; i < at + 4; i++) {
            character = character << 4 | Math.max(Character.digit(json[i], 16), 0);
        }
        return character < 0x80 ? 1 : character < 0x800 || Character.isSurrogate((char) character) ? 2 : 3;
    }
}
