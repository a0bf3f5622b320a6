package io.schemata.migrate.cli;

import io.schemata.migration.rollback.RollbackRequest;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate rollback}. */
@Command(name = "rollback", description = "Takes a tenant's schema back to a state before, all of it or nothing.")
class RollbackCommand extends TenantCommand {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "<state>",
            description = "the name or tag of a run of apply, or the name of the last change that stays")
    String state;

    @Option(names = "--allow-loss", description = "take tables and columns away, with their rows, that came since")
    boolean mayLose;

    @Override
    int showPlan() {
        return terminal().plan(engine().rollbacker().plan(request()));
    }

    @Override
    int write(Duration wait) {
        return terminal().rolledBack(engine().rollbacker().rollback(request(), approved, wait));
    }

    private RollbackRequest request() {
        return new RollbackRequest(tenant, state, mayLose);
    }
}
