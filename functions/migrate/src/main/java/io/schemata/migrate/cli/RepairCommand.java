package io.schemata.migrate.cli;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.repair.RepairRequest;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate repair}. */
@Command(
        name = "repair",
        description = "Takes the differences between a tenant's schema and its blueprint away, all or none of them.")
class RepairCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<tenant>", description = "the tenant")
    String tenant;

    @Option(names = "--plan", description = "show the statements and the plan's id; change nothing")
    boolean isPlan;

    @Option(names = "--approve", paramLabel = "<plan id>", description = "the plan that a production tenant may get")
    String approved;

    @Option(
            names = "--allow-loss",
            description = "take tables and columns away, with their rows, that the blueprint does not have")
    boolean mayLose;

    @Option(names = "--strict", description = "take the team's own tables and functions beside the blueprint away too")
    boolean isStrict;

    @Option(
            names = "--wait-seconds",
            defaultValue = "60",
            paramLabel = "<n>",
            description = "how long to wait for another migrate at the same tenant (default: ${DEFAULT-VALUE})")
    int waitSeconds;

    @Override
    public Integer call() {
        if (waitSeconds < 0) {
            throw new MigrationException(ErrorCode.INVALID_OPTION, "--wait-seconds cannot be negative");
        }
        RepairRequest request = new RepairRequest(tenant, mayLose, isStrict);
        if (isPlan) {
            return terminal().plan(engine().repairer().plan(request));
        }
        return terminal().repaired(engine().repairer().repair(request, approved, Duration.ofSeconds(waitSeconds)));
    }
}
