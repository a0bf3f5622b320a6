package io.schemata.migrate.cli;

import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that writes to one tenant, or shows what it would write. */
abstract class TenantCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<tenant>", description = "the tenant")
    String tenant;

    @Option(names = "--plan", description = "show what would be done and the plan's id; change nothing")
    boolean isPlan;

    @Option(names = "--approve", paramLabel = "<plan id>", description = "the plan that a production tenant may get")
    String approved;

    @Option(
            names = "--wait-seconds",
            defaultValue = "60",
            paramLabel = "<n>",
            description = "how long to wait for another migrate at the same tenant (default: ${DEFAULT-VALUE})")
    int waitSeconds;

    @Override
    public final Integer call() {
        Duration wait = longestWait(waitSeconds);
        return isPlan ? showPlan() : write(wait);
    }

    /** Answers the exit code. */
    abstract int showPlan();

    /** Answers the exit code. */
    abstract int write(Duration wait);
}
