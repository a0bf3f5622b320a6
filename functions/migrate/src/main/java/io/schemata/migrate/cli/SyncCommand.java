package io.schemata.migrate.cli;

import io.schemata.migration.sync.SyncRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate sync}. */
@Command(
        name = "sync",
        description =
                "Drops a tenant's schema that is no production one, and makes it anew like another's, without rows.")
class SyncCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<source>", description = "the tenant that has the structure")
    String source;

    @Parameters(index = "1", paramLabel = "<tenant>", description = "the tenant that gets it, and loses all its rows")
    String tenant;

    @Option(names = "--drop", paramLabel = "<schema>", description = "the name of the schema that is dropped, typed")
    String typed;

    @Mixin
    WaitOption wait;

    @Override
    public Integer call() {
        return terminal().synced(engine().syncer().sync(new SyncRequest(source, tenant, typed), wait.longest()));
    }
}
