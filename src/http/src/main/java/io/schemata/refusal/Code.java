package io.schemata.refusal;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every answer that is not a success, in one table: the stable code clients act on, the HTTP status, the SQLSTATE the
 * tenant's SQL functions raise it with (none where SQL never decides it), and a title for people.
 *
 * <p>The order is the order of precedence: of two reasons to refuse a call, the answer is the one further up.
 */
public enum Code {
    NOT_FOUND(404, null, "No such function"),
    METHOD_NOT_ALLOWED(405, null, "Functions are called with POST"),
    UNSUPPORTED_MEDIA_TYPE(415, null, "The body must be application/json"),
    PAYLOAD_TOO_LARGE(413, null, "The body is too large"),
    ORIGIN_NOT_ALLOWED(403, null, "Pages of this origin may not call"),
    KEYS_UNAVAILABLE(503, null, "The keys to verify the token with cannot be fetched; try again"),
    UNAUTHENTICATED(401, null, "A valid token or API key is required"),
    UNKNOWN_TENANT(406, null, "No such tenant, or none named and no default"),
    TENANT_FORBIDDEN(403, null, "The token belongs to another tenant"),
    NOT_OFFERED(404, null, "The tenant does not offer this"),
    FORBIDDEN(403, "SCF01", "The caller may not do this"),
    INVALID_REQUEST(400, "SCI01", "The request is not valid"),
    IDEMPOTENCY_MISMATCH(422, "SCU03", "The Idempotency-Key was used for another request"),
    RESERVATION_NOT_FOUND(404, "SCN01", "No such reservation"),
    JOB_NOT_FOUND(404, "SCN02", "No such job"),
    DRAFT_NOT_FOUND(404, "SCN03", "No such draft"),
    LINK_END_NOT_FOUND(404, "SCN04", "No such row to link"),
    LINK_NOT_FOUND(404, "SCN05", "No such link"),
    USER_NOT_FOUND(404, "SCN06", "No such user"),
    RESERVATION_CLOSED(409, "SCC01", "The reservation is closed"),
    ALREADY_RESERVED(409, "SCC02", "The job has an open reservation"),
    LINK_DIFFERS(409, "SCC03", "The link is there with other confidence or metadata; update changes them"),
    MIGRATION_UNDER_WAY(409, null, "Another command is at work"),
    SELF_LINK(422, "SCU01", "A row cannot be linked to itself"),
    AMOUNT_EXCEEDS_HOLD(422, "SCU02", "More than is held"),
    MIGRATION_REFUSED(422, null, "The command is refused"),
    INSUFFICIENT_CREDITS(402, "SCP01", "Not enough credits"),
    LIMIT_EXCEEDED(429, "SCL01", "A limit is reached"),
    DATABASE_UNAVAILABLE(503, null, "The database cannot be reached; try again"),
    TENANT_NOT_READY(503, null, "The tenant is not migrated far enough; try again later"),
    OVERLOADED(503, null, "More calls wait than may; try again"),
    INTERNAL(500, null, "Something failed on our side");

    private final int status;
    private final String sqlState;
    private final String title;

    Code(int status, String sqlState, String title) {
        this.status = status;
        this.sqlState = sqlState;
        this.title = title;
    }

    /** The code an SQL function has raised. */
    public static Optional<Code> raisedAs(String sqlState) {
        return Arrays.stream(values())
                .filter(code -> code.sqlState != null && code.sqlState.equals(sqlState))
                .findFirst();
    }

    public int status() {
        return status;
    }

    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }

    public String title() {
        return title;
    }

    /** Whether any function may answer it, whatever it does: the request filter's codes, and what may fail under it. */
    public boolean isOfEveryFunction() {
        return ordinal() <= INVALID_REQUEST.ordinal() || ordinal() >= LIMIT_EXCEEDED.ordinal();
    }

    /** The seconds after which the same call may succeed, or 0 when it will not; an overload passes less soon. */
    public int retryAfterSeconds() {
        return this == OVERLOADED ? 3 : isTransient() ? 1 : 0;
    }

    /** Whether the same call may succeed when it is repeated a little later. */
    public boolean isTransient() {
        return status == 503;
    }
}
