package io.schemata.registry;

import io.smallrye.config.ConfigValidationException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.charset.StandardCharsets;

/** A program that cannot start says why in one line on standard error, and ends with exit code 2. */
public final class StartFailure {
    private static final int EXIT_CODE = 2;

    /** As SmallRye's messages begin that name one. */
    private static final String NAMED_SETTING = "The config property ";

    private StartFailure() {}

    /**
     * Ends the program.
     *
     * @param program its name
     * @param exitCode what it ends with when nothing failed
     * @param failure why it could not start, or null
     */
    public static void exit(String program, int exitCode, Throwable failure) {
        if (failure != null) {
            new PrintWriter(System.err, true, StandardCharsets.UTF_8).println(program + ": " + reason(failure));
        }
        System.exit(failure == null ? exitCode : EXIT_CODE);
    }

    /** The innermost reason; but what names a setting, and not only what is wrong with its value, comes first. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
            if (cause instanceof ConfigValidationException invalid) {
                return invalid.getProblem(0).getMessage();
            }
            if (String.valueOf(cause.getMessage()).contains(NAMED_SETTING)) {
                return firstLine(cause);
            }
        }
        return innermost instanceof BindException
                ? "cannot listen on QUARKUS_HTTP_HOST and QUARKUS_HTTP_PORT: " + innermost.getMessage()
                : firstLine(innermost);
    }

    private static String firstLine(Throwable cause) {
        return cause.getMessage() == null || cause.getMessage().isBlank()
                ? cause.toString()
                : cause.getMessage().lines().findFirst().orElseThrow();
    }
}
