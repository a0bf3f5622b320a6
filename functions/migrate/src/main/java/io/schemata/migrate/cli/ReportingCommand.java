package io.schemata.migrate.cli;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that shows a report, to people or as a document, and answers with its exit code. */
@Command(mixinStandardHelpOptions = true)
abstract class ReportingCommand implements Callable<Integer> {
    @ParentCommand
    MigrateCommand parent;

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "one JSON document instead of lines")
    boolean json;

    /** The longest wait for another {@code migrate}, from an option in seconds. */
    static Duration longestWait(int seconds) {
        if (seconds < 0) {
            throw new MigrationException(ErrorCode.INVALID_OPTION, "--wait-seconds cannot be negative");
        }
        return Duration.ofSeconds(seconds);
    }

    Engine engine() {
        return parent.engine();
    }

    Terminal terminal() {
        return new Terminal(spec.commandLine(), json);
    }
}
