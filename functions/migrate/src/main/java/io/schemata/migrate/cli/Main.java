package io.schemata.migrate.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.schemata.registry.ProjectFolder;
import io.schemata.registry.RegistryException;
import io.schemata.registry.StartFailure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line: {@code migrate <command> [options]}; {@link MigrateCommand} has the commands and exit codes. Help and
 * wrong usage are answered here, without a configuration and before anything starts.
 */
@QuarkusMain(name = "migrate")
public final class Main {
    private static final String NAME = "migrate";

    private Main() {}

    public static void main(String... arguments) {
        MigrateCommand command = new MigrateCommand();
        CommandLine line = commandLine(command);
        line.setExecutionExceptionHandler((failure, of, parsed) -> MigrateApplication.failed(of, failure, false));
        if (arguments.length == 0 || needsNoEngine(line, arguments)) {
            System.exit(line.execute(arguments));
        }
        if (command.project != null) {
            System.setProperty(ProjectFolder.PROPERTY, command.project);
        }
        try {
            prepare(line.getParseResult());
            LocalRun.useIfNothingIsSet();
        } catch (RegistryException missing) {
            StartFailure.exit(NAME, ExitCode.USAGE, missing);
        } catch (ParameterException wrongUsage) {
            StartFailure.exit(NAME, ExitCode.USAGE, wrongUsage);
        }
        Quarkus.run(
                MigrateApplication.class, (exitCode, failure) -> StartFailure.exit(NAME, exitCode, failure), arguments);
    }

    private static void prepare(ParseResult parsed) {
        if (parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof ServeCommand serve) {
            serve.prepare();
        }
    }

    static CommandLine commandLine(MigrateCommand command) {
        CommandLine line = new CommandLine(command);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExpandAtFiles(false);
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        return line;
    }

    private static boolean needsNoEngine(CommandLine line, String... arguments) {
        try {
            return isAnsweredAtOnce(line.parseArgs(arguments));
        } catch (ParameterException wrongUsage) {
            return true;
        }
    }

    private static boolean isAnsweredAtOnce(ParseResult parsed) {
        return parsed.commandSpec().userObject() instanceof GenerateCompletion
                || parsed.commandSpec().userObject() instanceof InitCommand
                || parsed.commandSpec().userObject() instanceof CapabilitiesCommand
                || parsed.isUsageHelpRequested()
                || parsed.isVersionHelpRequested()
                || !parsed.hasSubcommand() && parsed.commandSpec().parent() == null
                || parsed.hasSubcommand() && isAnsweredAtOnce(parsed.subcommand());
    }
}
