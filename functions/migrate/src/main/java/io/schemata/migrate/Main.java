package io.schemata.migrate;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The command line: {@code migrate <command> [options]}; {@link MigrateCommand} has the commands and exit codes. */
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
        line.setExpandAtFiles(false);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            failed.getErr().println("migrate: " + reason);
            if (List.of(arguments).contains("--json")) {
                new Output(failed, true).document(Map.of("error", reason));
            }
            return failure instanceof NotAllowed ? CommandLine.ExitCode.USAGE : COULD_NOT_TELL;
        });
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        int exitCode = line.execute(arguments);
        boolean isAllWritten = !line.getOut().checkError();
        return isAllWritten ? exitCode : COULD_NOT_TELL;
    }
}
