package io.schemata.migrate;

/** A command that must not be done to a tenant, or that names none: nothing was changed. */
final class NotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAllowed(String message) {
        super(message);
    }
}
