package io.schemata.request;

import io.schemata.refusal.RefusedException;

/** What a request record says of its fields in its constructor, each check naming the field at fault. */
public final class Fields {
    private Fields() {}

    public static void required(String field, Object value) {
        if (value == null) {
            throw RefusedException.invalid(field, "is required");
        }
    }

    /** When it is there at all, a whole number from {@code least} to {@code most}. */
    public static void between(String field, Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw RefusedException.invalid(field, "has to be between %d and %d".formatted(least, most));
        }
    }

    /** When it is there at all, a text of 1 to {@code most} characters that PostgreSQL can keep. */
    public static void text(String field, String value, int most) {
        if (value == null) {
            return;
        }
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > most) {
            throw RefusedException.invalid(field, "has to have 1 to %d characters".formatted(most));
        }
        if (value.codePoints().anyMatch(Fields::isNoCharacter)) {
            throw RefusedException.invalid(field, "holds a character that cannot be kept");
        }
    }

    /** When it is there at all, an object of {@code mostKibibytes} at most. */
    public static void size(String field, OpaqueObject value, int mostKibibytes) {
        if (value != null && value.bytes() > mostKibibytes * 1024) {
            throw RefusedException.invalid(field, "has to be at most %d KiB".formatted(mostKibibytes));
        }
    }

    /** Exactly one of two fields. */
    public static void either(String field, Object value, String other, Object otherValue) {
        if ((value == null) == (otherValue == null)) {
            throw RefusedException.invalid(field, "give either %s or %s".formatted(field, other));
        }
    }

    /** NUL is no text in PostgreSQL, and half of a surrogate pair is none in Unicode. */
    static boolean isNoCharacter(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }
}
