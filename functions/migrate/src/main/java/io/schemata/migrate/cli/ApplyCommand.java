package io.schemata.migrate.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate apply}. */
@Command(name = "apply", description = "Brings each tenant up to its blueprint.")
class ApplyCommand extends TenantsCommand {
    @Option(names = "--approve", paramLabel = "<plan id>", description = "the plan a production tenant may get")
    String approved;

    @Option(
            names = "--wait-seconds",
            defaultValue = "60",
            paramLabel = "<n>",
            description = "how long to wait for another migrate at the same tenant (default: ${DEFAULT-VALUE})")
    int waitSeconds;

    @Override
    public Integer call() {
        Terminal terminal = terminal();
        return terminal.applied(
                engine().applier().apply(tenants, approved, longestWait(waitSeconds), terminal::progress));
    }
}
