package io.schemata.migrate.cli;

import io.schemata.migration.report.Check;
import io.schemata.migration.report.ValidatedTenant;
import java.util.List;
import java.util.Map;

/** Shows what was checked, tenant by tenant. */
record ValidationText(Terminal terminal) {
    /** A line for each check, and beneath it what is wrong. */
    void tenant(ValidatedTenant tenant) {
        if (terminal.isJson()) {
            return;
        }
        terminal.line(
                terminal.bold("%s (schema %s, %s)".formatted(tenant.tenant(), tenant.schema(), tenant.blueprint())));
        tenant.checks().forEach(this::check);
        if (tenant.reason() != null) {
            terminal.line("  %s  could not be looked at: %s".formatted(terminal.red("FAIL"), tenant.reason()));
        }
    }

    /** The sum of what was shown tenant by tenant. Answers the exit code. */
    int sum(List<ValidatedTenant> tenants) {
        long sound = tenants.stream().filter(ValidatedTenant::isSound).count();
        if (terminal.isJson()) {
            terminal.document(Map.of("tenants", tenants));
        } else {
            terminal.line("%d of %d tenants are sound".formatted(sound, tenants.size()));
        }
        return sound == tenants.size() ? 0 : 1;
    }

    private void check(Check check) {
        String count = check.count() == null ? "" : " (%d)".formatted(check.count());
        String word = check.findings().isEmpty() ? terminal.green("ok  ") : terminal.red("FAIL");
        terminal.line("  %s  %s%s".formatted(word, check.title(), count));
        check.findings().forEach(finding -> terminal.line("          " + finding));
    }
}
