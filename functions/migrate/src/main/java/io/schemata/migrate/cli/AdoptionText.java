package io.schemata.migrate.cli;

import io.schemata.migration.report.AdoptedTable;
import io.schemata.migration.report.AdoptedTenant;
import io.schemata.migration.report.AdoptionPlan;
import io.schemata.migration.report.Progress;
import java.util.List;

/** What {@code adopt} would do and has done, for people or as a document. */
final class AdoptionText {
    private final Terminal terminal;

    AdoptionText(Terminal terminal) {
        this.terminal = terminal;
    }

    int plan(AdoptionPlan plan) {
        int exitCode = plan.problems().isEmpty() ? 0 : 1;
        if (terminal.isJson()) {
            terminal.document(plan);
            return exitCode;
        }
        terminal.line(terminal.bold("tenant %s (schema %s, %s), from schema %s"
                .formatted(plan.tenant(), plan.schema(), plan.stage(), plan.from())));
        if (!plan.from().equals(plan.kept())) {
            terminal.line("  schema %s becomes %s".formatted(plan.from(), plan.kept()));
        }
        plan.tables().forEach(this::table);
        plan.notices().forEach(notice -> terminal.line("  note: " + notice));
        plan.problems().forEach(problem -> terminal.line("  %s: %s".formatted(terminal.red("problem"), problem)));
        if (plan.problems().isEmpty()) {
            terminal.line(
                    "rehearsed in %,.1f s: about as long nothing can be written, besides the seconds in which the blueprint is made"
                            .formatted(plan.milliseconds() / 1000.0));
            terminal.line("-- plan id: " + plan.planId());
        }
        return exitCode;
    }

    void progress(Progress progress) {
        terminal.progress(progress);
    }

    int adopted(AdoptedTenant tenant) {
        if (terminal.isJson()) {
            terminal.document(tenant);
        } else {
            tenant.tables().forEach(this::remarks);
            tenant.notices().forEach(notice -> terminal.line("  note: " + notice));
            terminal.line(tenant.summary());
        }
        return tenant.reason() == null ? 0 : 1;
    }

    private void table(AdoptedTable table) {
        terminal.line("  " + table.summary());
        table.remarks().forEach(remark -> terminal.line("      " + remark));
    }

    private void remarks(AdoptedTable table) {
        List<String> remarks = table.remarks();
        remarks.forEach(remark -> terminal.line("  %s: %s".formatted(table.table(), remark)));
    }
}
