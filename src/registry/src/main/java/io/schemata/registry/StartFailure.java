package io.schemata.registry;

import io.smallrye.config.ConfigValidationException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.charset.StandardCharsets;

/** A program that cannot start says why in one line on standard error, and ends with exit code 2. */
public final class StartFailure {
    private static final int EXIT_CODE = 2;

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

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof BindException) {
            return "the port of QUARKUS_HTTP_PORT cannot be had: " + cause.getMessage();
        }
        return cause instanceof ConfigValidationException invalid
                ? invalid.getProblem(0).getMessage()
                : String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }
}
