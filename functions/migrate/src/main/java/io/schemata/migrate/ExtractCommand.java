package io.schemata.migrate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A schema's structure as SQL that can be replayed, or as a picture. */
@Command(
        name = "extract",
        description = "Writes a schema's structure, without its rows, as SQL that makes the same in an empty schema.",
        footer = "%nA subject is a tenant's name, or schema:<any schema>.")
class ExtractCommand implements Callable<Integer> {
    @ParentCommand
    MigrateCommand parent;

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<subject>", description = "what to extract")
    String subject;

    @Option(names = "--as", paramLabel = "<schema>", description = "the schema to make; the same name without it")
    String as;

    @Option(names = "--diagram", description = "an entity-relationship diagram (Mermaid) instead of SQL")
    boolean diagram;

    @Option(names = "--json", description = "one JSON document instead of lines")
    boolean json;

    @Override
    public Integer call() {
        if (diagram && (json || as != null)) {
            throw new NotAllowed("--diagram goes with neither --json nor --as");
        }
        Output output = new Output(spec.commandLine(), json);
        return diagram ? output.text(parent.inspector().diagram(subject)) : output.extracted(extracted());
    }

    private Report.Extracted extracted() {
        return parent.inspector().extract(subject, as);
    }
}
