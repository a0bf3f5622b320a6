package io.schemata.request;

import io.schemata.refusal.RefusedException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Where in a listing, newest first, a page ends: behind the row of this time and id. Rows made later come before it, so no
 * page shows one twice or passes one over.
 *
 * @param micros when that row was made, in microseconds since 1970
 * @param id of two made in the same microsecond, which one
 */
public record Cursor(long micros, UUID id) {
    private static final int BYTES = 3 * Long.BYTES;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long LAST_MICROS =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() * MICROS_PER_SECOND;

    public static Cursor of(Instant made, UUID id) {
        return new Cursor(made.getEpochSecond() * MICROS_PER_SECOND + made.getNano() / 1_000, id);
    }

    /** Refuses what {@link #text} has not written. */
    public static Cursor of(String cursor) {
        ByteBuffer bytes = ByteBuffer.wrap(decoded(cursor));
        if (bytes.remaining() != BYTES) {
            throw unknown();
        }
        Cursor place = new Cursor(bytes.getLong(), new UUID(bytes.getLong(), bytes.getLong()));
        if (place.micros < 0 || place.micros > LAST_MICROS || !place.text().equals(cursor)) {
            throw unknown();
        }
        return place;
    }

    /** As clients hand it back; what it says is not theirs to know. */
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(micros)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().encodeToString(bytes.array());
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException malformed) {
            throw unknown();
        }
    }

    private static RefusedException unknown() {
        return RefusedException.invalid("cursor", "is not one that was answered as next");
    }
}
