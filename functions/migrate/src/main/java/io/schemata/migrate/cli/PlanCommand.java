package io.schemata.migrate.cli;

import picocli.CommandLine.Command;

/** {@code migrate plan}. */
@Command(name = "plan", description = "Shows the exact SQL each tenant would get, and the plan's id. Changes nothing.")
class PlanCommand extends TenantsCommand {
    @Override
    public Integer call() {
        return terminal().plan(engine().planner().plan(tenants));
    }
}
