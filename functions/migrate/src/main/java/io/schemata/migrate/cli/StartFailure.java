package io.schemata.migrate.cli;

import io.smallrye.config.ConfigValidationException;

/** The reason in one line why the program could not start. */
final class StartFailure {
    private StartFailure() {}

    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof ConfigValidationException invalid
                ? invalid.getProblem(0).getMessage()
                : String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }
}
