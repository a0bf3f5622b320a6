package io.schemata.migrate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What differs between two schemas, or between a tenant and its blueprint. */
@Command(
        name = "compare",
        description = "Shows what differs between two schemas, or between a tenant and its blueprint. Changes nothing.",
        footer = "%nA subject is a tenant's name, schema:<any schema>, or blueprint:<name>.")
class CompareCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<subject>", description = "what to compare")
    String one;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<other>",
            description = "with what; the tenant's own blueprint without it")
    String other;

    @Override
    public Integer call() {
        return ComparisonOutput.show(output(), parent.inspector().compare(one, other));
    }
}
