package io.schemata.migrate.cli;

import io.schemata.migration.report.TenantStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate status}. */
@Command(name = "status", description = "Shows applied and pending changes and drift, per tenant. Changes nothing.")
class StatusCommand extends TenantsCommand {
    @Option(names = "--exit-code", description = "ends with 1 where changes are pending, edited or have drifted")
    boolean isAsked;

    @Override
    public Integer call() {
        Terminal terminal = terminal();
        StatusTable table = new StatusTable(terminal, engine().targets().select(tenants));
        List<TenantStatus> all = engine().status().status(tenants, table::row);
        int exitCode = terminal.status(all);
        return exitCode == 0 && isAsked && all.stream().anyMatch(StatusCommand::isToBeLookedAt) ? 1 : exitCode;
    }

    private static boolean isToBeLookedAt(TenantStatus tenant) {
        return !tenant.pending().isEmpty() || !tenant.edited().isEmpty() || Boolean.TRUE.equals(tenant.drift());
    }
}
