package io.schemata.migrate.cli;

import io.schemata.migration.report.ProvenTenant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate plan}. */
@Command(name = "plan", description = "Shows the exact SQL each tenant would get, and the plan's id. Changes nothing.")
class PlanCommand extends TenantsCommand {
    @Option(
            names = "--prove",
            description = "run what is pending on a copy of each tenant's structure, and compare it with the blueprint")
    boolean isToBeProven;

    @Override
    public Integer call() {
        Terminal terminal = terminal();
        if (!isToBeProven) {
            return terminal.plan(engine().planner().plan(tenants));
        }
        List<ProvenTenant> proven = engine().prover().prove(tenants, tenant -> {
            if (!json) {
                tenant.lines().forEach(terminal::line);
            }
        });
        if (json) {
            terminal.document(Map.of("tenants", proven));
        } else if (proven.isEmpty()) {
            terminal.line("nothing is pending of a tenant that is there");
        }
        return proven.stream().allMatch(ProvenTenant::isProven) ? 0 : 1;
    }
}
