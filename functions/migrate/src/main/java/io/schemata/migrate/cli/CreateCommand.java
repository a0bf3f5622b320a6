package io.schemata.migrate.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code migrate create}. */
@Command(name = "create", description = "Makes the schema of a new tenant, where there is none yet.")
class CreateCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<tenant>", description = "the tenant")
    String tenant;

    @Mixin
    WaitOption wait;

    @Override
    public Integer call() {
        Terminal terminal = terminal();
        return terminal.applied(engine().creator().create(tenant, wait.longest(), terminal::progress));
    }
}
