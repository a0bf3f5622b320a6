package io.schemata.migrate.cli;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate extract}. */
@Command(
        name = "extract",
        description = "Writes a schema's structure, without its rows, as SQL that makes the same in an empty schema.",
        footer = "%nA subject is a tenant's name, or schema:<any schema>.")
class ExtractCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<subject>", description = "what to extract")
    String subject;

    @Option(names = "--as", paramLabel = "<schema>", description = "the schema to make; the same name without it")
    String as;

    @Option(names = "--diagram", description = "an entity-relationship diagram (Mermaid) instead of SQL")
    boolean diagram;

    @Override
    public Integer call() {
        if (diagram && (json || as != null)) {
            throw new MigrationException(ErrorCode.INVALID_OPTION, "--diagram goes with neither --json nor --as");
        }
        return diagram
                ? terminal().text(engine().extractor().diagram(subject))
                : terminal().extracted(engine().extractor().extract(subject, as));
    }
}
