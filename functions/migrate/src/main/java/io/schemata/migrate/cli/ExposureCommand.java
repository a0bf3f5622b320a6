package io.schemata.migrate.cli;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.Exposure;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate exposure}. */
@Command(
        name = "exposure",
        description = "Compares the schemas that the Data API (PostgREST) serves with the configured tenants.")
class ExposureCommand extends ReportingCommand {
    @Option(
            names = "--config",
            paramLabel = "<file>",
            description = "PostgREST's configuration, or the Supabase CLI's config.toml; without it the setting of the "
                    + "role authenticator")
    Path file;

    @Option(names = "--set", description = "set what should be served, and let PostgREST read it")
    boolean isToBeSet;

    @Option(
            names = "--approve",
            paramLabel = "<plan id>",
            description = "the setting that a production tenant's schema may come into or leave")
    String approved;

    @Override
    public Integer call() {
        if (isToBeSet && file != null) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION, "--set writes the setting of the database: a file is yours to edit");
        }
        Exposure exposure = isToBeSet
                ? engine().exposer().set(approved)
                : engine().exposer().exposure(file);
        Terminal terminal = terminal();
        if (json) {
            terminal.document(exposure);
        } else {
            show(terminal, exposure);
        }
        return exposure.isSound() ? 0 : 1;
    }

    private static void show(Terminal terminal, Exposure exposure) {
        terminal.line("%s: %s".formatted(exposure.source(), String.join(", ", exposure.exposed())));
        lines(terminal, terminal.red("not exposed"), exposure.missing(), "a tenant's schema that clients cannot reach");
        lines(
                terminal,
                terminal.red("superfluous"),
                exposure.superfluous(),
                "a tenant's schema that is not to be served");
        lines(terminal, terminal.red("not there"), exposure.notThere(), "the Data API does not start with it");
        lines(terminal, "other", exposure.others(), "no tenant's; it stays");
        lines(terminal, "not made", exposure.notMade(), "apply makes it; then expose it");
        if (exposure.isSound()) {
            terminal.line("as the registry says");
        } else if (exposure.statement() == null) {
            terminal.line("should be: " + String.join(", ", exposure.should()));
        } else {
            terminal.line(exposure.statement() + ";");
            terminal.line("-- plan id: " + exposure.planId());
        }
    }

    private static void lines(Terminal terminal, String word, List<String> schemas, String meaning) {
        schemas.forEach(schema -> terminal.line("  %s  %s: %s".formatted(word, schema, meaning)));
    }
}
