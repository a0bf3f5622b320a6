package io.schemata.refusal;

import java.util.Map;

/**
 * A call that is answered with a {@link Code} instead of a reply. Nothing was written, with one exception: when the
 * connection to the database broke during the call (DATABASE_UNAVAILABLE), the write may have been made, and only a repeat
 * with the same Idempotency-Key is safe.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String field;
    private final transient Map<String, Object> extra;
    private final int retryAfterSeconds;

    private RefusedException(Code code, String field, String detail, Map<String, Object> extra, Throwable cause) {
        this(code, field, detail, extra, cause, code.retryAfterSeconds());
    }

    private RefusedException(
            Code code, String field, String detail, Map<String, Object> extra, Throwable cause, int retryAfterSeconds) {
        super(detail, cause, false, false);
        this.code = code;
        this.field = field;
        this.extra = extra;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static RefusedException because(Code code) {
        return new RefusedException(code, null, code.title(), Map.of(), null);
    }

    public static RefusedException because(Code code, String detail) {
        return new RefusedException(code, null, detail, Map.of(), null);
    }

    public static RefusedException because(Code code, Throwable cause) {
        return new RefusedException(code, null, code.title(), Map.of(), cause);
    }

    public static RefusedException because(Code code, String detail, Throwable cause) {
        return new RefusedException(code, null, detail, Map.of(), cause);
    }

    /** A refusal for which one field of the body, or one header, is at fault. */
    public static RefusedException field(Code code, String field, String detail) {
        return new RefusedException(code, field, detail, Map.of(), null);
    }

    /** A bad value in the body or in a header: {@code field} has to be what {@code detail} says. */
    public static RefusedException invalid(String field, String detail) {
        return field(Code.INVALID_REQUEST, field, detail);
    }

    /**
     * UNAUTHENTICATED, for a reason that stands in the log alone.
     *
     * @param reason says what is wrong and what was expected, and has nothing of a token or key
     */
    public static RefusedException unauthenticated(String reason) {
        return forLog(Code.UNAUTHENTICATED, reason);
    }

    /** A refusal with a reason for the log alone. */
    public static RefusedException forLog(Code code, String reason) {
        return new RefusedException(
                code, null, code.title(), Map.of(), new RefusedException(code, null, reason, Map.of(), null));
    }

    /** Adds a member to the problem document, so that a client need not ask again. */
    public RefusedException with(String name, Object value) {
        return new RefusedException(code, field, getMessage(), Map.of(name, value), getCause());
    }

    /** Says when the same call may succeed. */
    public RefusedException retryAfter(int seconds) {
        return new RefusedException(code, field, getMessage(), extra, getCause(), seconds);
    }

    /** The seconds after which the same call may succeed, or 0 when it will not. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    public Code code() {
        return code;
    }

    /** The field at fault, or null. */
    public String field() {
        return field;
    }

    /** The code and, where something failed, what did: for logs and lists of ours, never for an answer. */
    public String reason() {
        return getCause() == null ? code.name() : code + ": " + getCause().getMessage();
    }

    public Map<String, Object> extra() {
        return extra;
    }
}
