package io.schemata.migrate.cli;

import io.quarkus.runtime.QuarkusApplication;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Runs a command with the configured engine. */
@Singleton
public class MigrateApplication implements QuarkusApplication {
    private static final int COULD_NOT_TELL = 3;

    private final Engine engine;

    MigrateApplication(Engine engine) {
        this.engine = engine;
    }

    @Override
    public int run(String... arguments) {
        CommandLine line = Main.commandLine(new MigrateCommand(engine));
        boolean json = List.of(arguments).contains("--json");
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(command, failure, json));
        int exitCode;
        try {
            JdbcAddress.configured().verify();
            exitCode = line.execute(arguments);
        } catch (MigrationException unreachable) {
            exitCode = failed(line, unreachable, json);
        }
        boolean isAllWritten = !line.getOut().checkError();
        return isAllWritten ? exitCode : COULD_NOT_TELL;
    }

    /** Says why a command failed, and answers its exit code. */
    static int failed(CommandLine command, Exception failure, boolean json) {
        ErrorCode code = failure instanceof MigrationException known ? known.code() : ErrorCode.DATABASE_ERROR;
        String reason = failure.getMessage() == null ? failure.toString() : FailureReason.of(failure);
        command.getErr().println("migrate: " + reason);
        if (json) {
            new Terminal(command, true).document(Map.of("error", reason, "code", code));
        }
        return code.isRefusal() ? ExitCode.USAGE : COULD_NOT_TELL;
    }
}
