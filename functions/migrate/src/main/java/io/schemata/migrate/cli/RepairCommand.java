package io.schemata.migrate.cli;

import io.schemata.migration.repair.RepairRequest;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate repair}. */
@Command(
        name = "repair",
        description = "Takes the differences between a tenant's schema and its blueprint away, all or none of them.")
class RepairCommand extends TenantCommand {
    @Option(
            names = "--allow-loss",
            description = "take tables and columns away, with their rows, that the blueprint does not have")
    boolean mayLose;

    @Option(names = "--strict", description = "take the team's own tables and functions beside the blueprint away too")
    boolean isStrict;

    @Override
    int showPlan() {
        return terminal().plan(engine().repairer().plan(request()));
    }

    @Override
    int write(Duration wait) {
        return terminal().repaired(engine().repairer().repair(request(), approved, wait));
    }

    private RepairRequest request() {
        return new RepairRequest(tenant, mayLose, isStrict);
    }
}
