package io.schemata.structure;

/** There is nothing of that name to look at. */
public final class NoSuchSchema extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchSchema(String schema) {
        super("there is no schema \"%s\"".formatted(schema));
    }
}
