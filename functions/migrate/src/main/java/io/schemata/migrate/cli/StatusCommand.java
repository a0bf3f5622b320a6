package io.schemata.migrate.cli;

import picocli.CommandLine.Command;

/** {@code migrate status}. */
@Command(name = "status", description = "Shows applied and pending changes and drift, per tenant. Changes nothing.")
class StatusCommand extends TenantsCommand {
    @Override
    public Integer call() {
        Terminal terminal = terminal();
        return terminal.status(engine().status().status(tenants, terminal::tenant));
    }
}
