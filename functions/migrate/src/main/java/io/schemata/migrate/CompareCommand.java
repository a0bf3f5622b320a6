package io.schemata.migrate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What differs between two schemas, or between a tenant and its blueprint. */
@Command(
        name = "compare",
        description = "Shows what differs between two schemas, or between a tenant and its blueprint. Changes nothing.",
        footer = "%nA subject is a tenant's name, schema:<any schema>, or blueprint:<name>.")
class CompareCommand implements Callable<Integer> {
    @ParentCommand
    MigrateCommand parent;

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<subject>", description = "what to compare")
    String one;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<other>",
            description = "with what; the tenant's own blueprint without it")
    String other;

    @Option(names = "--json", description = "one JSON document instead of lines")
    boolean json;

    @Override
    public Integer call() {
        return ComparisonOutput.show(
                new Output(spec.commandLine(), json), parent.inspector().compare(one, other));
    }
}
