package io.schemata.migrate;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The command line: {@code migrate <command> [options]}; see {@link MigrateCommand} for the commands and exit codes. */
@QuarkusMain(name = "migrate")
public class Main implements QuarkusApplication {
    private static final int COULD_NOT_TELL = 3;

    private final MigrateCommand command;

    public Main(MigrateCommand command) {
        this.command = command;
    }

    @Override
    public int run(String... arguments) {
        CommandLine line = new CommandLine(command);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr().println("migrate: " + failure.getMessage());
            return failure instanceof NotAllowed ? CommandLine.ExitCode.USAGE : COULD_NOT_TELL;
        });
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        return line.execute(arguments);
    }
}
