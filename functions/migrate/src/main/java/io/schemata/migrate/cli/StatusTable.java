package io.schemata.migrate.cli;

import io.schemata.migration.report.TenantStatus;
import io.schemata.migration.targets.Target;
import java.util.List;
import java.util.function.Function;

/** The table of {@code status}, a row for each tenant as soon as it is known; as wide as its names are. */
final class StatusTable {
    private final Terminal terminal;
    private final String format;
    private boolean hasHead;

    StatusTable(Terminal terminal, List<Target> targets) {
        this.terminal = terminal;
        this.format = "%%-%ds  %%-%ds  %%-11s  %%-%ds  %%7s  %%7s  %%-5s  %%s"
                .formatted(
                        width("TENANT", targets, Target::name),
                        width("SCHEMA", targets, Target::schema),
                        width("BLUEPRINT", targets, Target::blueprint));
    }

    void row(TenantStatus tenant) {
        if (terminal.isJson()) {
            return;
        }
        if (!hasHead) {
            terminal.line(terminal.bold(format.formatted(
                    "TENANT", "SCHEMA", "STAGE", "BLUEPRINT", "APPLIED", "PENDING", "DRIFT", "LAST RUN")));
            hasHead = true;
        }
        terminal.line(format.formatted(
                tenant.tenant(),
                tenant.schema(),
                tenant.stage(),
                tenant.blueprint(),
                tenant.applied(),
                tenant.pending().size(),
                drift(tenant),
                tenant.lastRun() == null ? "never" : tenant.lastRun()));
        if (tenant.reason() != null) {
            terminal.line("  could not be read: " + tenant.reason());
        }
        if (tenant.adoption() != null) {
            terminal.line("  an adoption is not finished: " + tenant.adoption());
        }
        if (tenant.arrival() != null) {
            terminal.line("  " + tenant.arrival());
        }
        if (tenant.move() != null) {
            terminal.line("  " + tenant.move());
        }
        tenant.edited().forEach(change -> terminal.line("  edited after it was applied: " + change));
    }

    private static String drift(TenantStatus tenant) {
        if (tenant.drift() == null) {
            return "-";
        }
        return tenant.drift() ? "yes" : "no";
    }

    private static int width(String head, List<Target> targets, Function<Target, String> column) {
        return Math.max(
                head.length(),
                targets.stream().map(column).mapToInt(String::length).max().orElse(0));
    }
}
