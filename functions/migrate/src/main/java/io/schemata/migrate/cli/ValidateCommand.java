package io.schemata.migrate.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate validate}. */
@Command(
        name = "validate",
        description =
                "Checks that each tenant has what its blueprint says, and the rules for any schema. Changes nothing.")
class ValidateCommand extends TenantsCommand {
    @Option(names = "--strict", description = "finds, too, what a schema has beside its blueprint")
    boolean isStrict;

    @Override
    public Integer call() {
        ValidationText text = new ValidationText(terminal());
        return text.sum(engine().validator().validate(tenants, isStrict, text::tenant));
    }
}
