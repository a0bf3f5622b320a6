package io.schemata.migrate.cli;

import io.schemata.migration.apply.ApplyRequest;
import io.schemata.migration.apply.ApplyRequest.Guards;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate apply}. */
@Command(
        name = "apply",
        description = "Brings each tenant up to its blueprint, stage by stage: local, test, staging, production.")
class ApplyCommand extends TenantsCommand {
    @Option(names = "--approve", paramLabel = "<plan id>", description = "the plan a production tenant may get")
    String approved;

    @Option(
            names = "--canary",
            split = ",",
            paramLabel = "<name>",
            description = "migrate and validate these before the others of their stage; the configured ones without it")
    List<String> canaries = List.of();

    @Option(
            names = "--continue-on-error",
            description = "go on with later stages where a tenant that is no canary has failed")
    boolean isContinued;

    @Option(
            names = "--parallel",
            defaultValue = "1",
            paramLabel = "<n>",
            description = "how many tenants to migrate at once, 1 to 16 (default: ${DEFAULT-VALUE})")
    int parallel;

    @Option(
            names = "--backup-taken",
            paramLabel = "<reference>",
            description = "where the backup is; needed where data of production is destroyed")
    String backup;

    @Option(names = "--tag", paramLabel = "<name>", description = "a name for the state after it, to go back to")
    String tag;

    @Mixin
    WaitOption wait;

    @Override
    public Integer call() {
        Terminal terminal = terminal();
        Guards guards = new Guards(canaries, isContinued, backup, tag);
        ApplyRequest request = new ApplyRequest(tenants, approved, guards, parallel, wait.longest(), null);
        return terminal.applied(engine().applier().apply(request, terminal::progress));
    }
}
