package io.schemata.migrate.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate compare}. */
@Command(
        name = "compare",
        description =
                "Shows the differences between two schemas, or between a tenant and its blueprint. Changes nothing.",
        footer = "%nA subject is a tenant's name, schema:<any schema>, or blueprint:<name>.")
class CompareCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<subject>", description = "the one to compare")
    String one;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<other>",
            description = "the other one; the tenant's own blueprint without it")
    String other;

    @Option(
            names = "--sql",
            description = "the statements that make the first like the other, for psql, instead of the differences")
    boolean sql;

    @Override
    public Integer call() {
        if (sql) {
            return terminal().altered(engine().comparer().alteration(one, other));
        }
        return ComparisonText.show(terminal(), engine().comparer().compare(one, other));
    }
}
