package io.schemata.migrate.cli;

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

    Engine engine() {
        return parent.engine();
    }

    Terminal terminal() {
        return new Terminal(spec.commandLine(), json);
    }
}
