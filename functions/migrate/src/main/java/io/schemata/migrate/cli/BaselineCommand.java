package io.schemata.migrate.cli;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate baseline}. */
@Command(
        name = "baseline",
        description =
                "Notes all changes of the blueprint as applied to a tenant whose schema is already what they make.")
class BaselineCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<tenant>", description = "the tenant")
    String tenant;

    @Option(names = "--plan", description = "show the changes and the plan's id; change nothing")
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
    public Integer call() {
        if (waitSeconds < 0) {
            throw new MigrationException(ErrorCode.INVALID_OPTION, "--wait-seconds cannot be negative");
        }
        return isPlan
                ? terminal().plan(engine().baseliner().plan(tenant))
                : terminal()
                        .baselined(engine().baseliner().baseline(tenant, approved, Duration.ofSeconds(waitSeconds)));
    }
}
