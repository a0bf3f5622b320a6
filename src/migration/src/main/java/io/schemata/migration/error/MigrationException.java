package io.schemata.migration.error;

/** A command that is refused, or that could not find out what it was asked. */
public class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** @param message what is wrong, with which value, and what to do next */
    public MigrationException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public MigrationException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
