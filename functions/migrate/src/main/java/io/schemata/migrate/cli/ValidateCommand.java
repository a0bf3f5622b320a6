package io.schemata.migrate.cli;

import picocli.CommandLine.Command;

/** {@code migrate validate}. */
@Command(
        name = "validate",
        description =
                "Checks that each tenant has what its blueprint says, and the rules for any schema. Changes nothing.")
class ValidateCommand extends TenantsCommand {
    @Override
    public Integer call() {
        Terminal terminal = terminal();
        return terminal.validated(engine().validator().validate(tenants, terminal::tenant));
    }
}
