package io.schemata.migrate.cli;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The longest wait for another {@code migrate}, of commands that write. */
final class WaitOption {
    @Option(
            names = "--wait-seconds",
            defaultValue = "60",
            paramLabel = "<n>",
            description = "how long to wait for another migrate at the same tenant (default: ${DEFAULT-VALUE})")
    int seconds;

    /** Refuses a negative one. */
    Duration longest() {
        if (seconds < 0) {
            throw new MigrationException(ErrorCode.INVALID_OPTION, "--wait-seconds cannot be negative");
        }
        return Duration.ofSeconds(seconds);
    }
}
