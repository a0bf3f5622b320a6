package io.schemata.migrate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A schema's structure as SQL that can be replayed, or as a picture. */
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
            throw new NotAllowed("--diagram goes with neither --json nor --as");
        }
        return diagram
                ? output().text(parent.inspector().diagram(subject))
                : output().extracted(parent.inspector().extract(subject, as));
    }
}
