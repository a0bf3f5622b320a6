package io.schemata.migrate.cli;

import java.time.Duration;
import picocli.CommandLine.Mixin;
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

    @Mixin
    WaitOption wait;

    @Override
    public final Integer call() {
        Duration longest = wait.longest();
        return isPlan ? showPlan() : write(longest);
    }

    /** Answers the exit code. */
    abstract int showPlan();

    /** Answers the exit code. */
    abstract int write(Duration wait);
}
