package io.schemata.migrate.cli;

import java.time.Duration;
import picocli.CommandLine.Command;

/** {@code migrate baseline}. */
@Command(
        name = "baseline",
        description =
                "Notes all changes of the blueprint as applied to a tenant whose schema is already what they make.")
class BaselineCommand extends TenantCommand {
    @Override
    int showPlan() {
        return terminal().plan(engine().baseliner().plan(tenant));
    }

    @Override
    int write(Duration wait) {
        return terminal().baselined(engine().baseliner().baseline(tenant, approved, wait));
    }
}
