package io.schemata.migrate.cli;

import io.schemata.migration.sync.SyncRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate sync}. */
@Command(
        name = "sync",
        description =
                "Drops a tenant's schema that is no production one, and makes it anew like another's, without rows.")
class SyncCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<source>", description = "the tenant whose structure is taken")
    String source;

    @Parameters(index = "1", paramLabel = "<tenant>", description = "the tenant that gets it, and loses all its rows")
    String tenant;

    @Option(names = "--drop", paramLabel = "<schema>", description = "the name of the schema that is dropped, typed")
    String typed;

    @Option(
            names = "--wait-seconds",
            defaultValue = "60",
            paramLabel = "<n>",
            description = "how long to wait for another migrate at the same tenant (default: ${DEFAULT-VALUE})")
    int waitSeconds;

    @Override
    public Integer call() {
        return terminal()
                .synced(engine().syncer().sync(new SyncRequest(source, tenant, typed), longestWait(waitSeconds)));
    }
}
