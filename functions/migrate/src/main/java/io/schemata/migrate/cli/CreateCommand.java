package io.schemata.migrate.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate create}. */
@Command(name = "create", description = "Makes the schema of a new tenant, where there is none yet.")
class CreateCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<tenant>", description = "the tenant")
    String tenant;

    @Option(
            names = "--wait-seconds",
            defaultValue = "60",
            paramLabel = "<n>",
            description = "how long to wait for another migrate at the same tenant (default: ${DEFAULT-VALUE})")
    int waitSeconds;

    @Override
    public Integer call() {
        Terminal terminal = terminal();
        return terminal.applied(engine().creator().create(tenant, longestWait(waitSeconds), terminal::progress));
    }
}
