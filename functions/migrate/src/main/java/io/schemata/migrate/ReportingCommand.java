package io.schemata.migrate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What every command has: it shows a report, to people or as a document, and answers with its exit code. */
abstract class ReportingCommand implements Callable<Integer> {
    @ParentCommand
    MigrateCommand parent;

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "one JSON document instead of lines")
    boolean json;

    Output output() {
        return new Output(spec.commandLine(), json);
    }
}
