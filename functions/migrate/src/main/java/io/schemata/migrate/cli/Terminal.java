package io.schemata.migrate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.schemata.migration.report.AlteredSchema;
import io.schemata.migration.report.AppliedRollout;
import io.schemata.migration.report.BaselinedTenant;
import io.schemata.migration.report.ExtractedSchema;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.Progress;
import io.schemata.migration.report.RepairedTenant;
import io.schemata.migration.report.RolledBackTenant;
import io.schemata.migration.report.SyncedTenant;
import io.schemata.migration.report.TenantPlan;
import io.schemata.migration.report.TenantStatus;
import io.schemata.migration.report.Words;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Shows a report as lines for people or as one JSON document, and answers the exit code. */
final class Terminal {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintWriter out;
    private final Ansi ansi;
    private final boolean json;
    private final ProgressBar bar;

    Terminal(CommandLine line, boolean json) {
        this.out = line.getOut();
        this.bar = new ProgressBar(out);
        this.ansi = line.getColorScheme().ansi();
        this.json = json;
    }

    boolean isJson() {
        return json;
    }

    String red(String text) {
        return styled(Ansi.Style.fg_red, text);
    }

    String green(String text) {
        return styled(Ansi.Style.fg_green, text);
    }

    String bold(String text) {
        return styled(Ansi.Style.bold, text);
    }

    void line(String text) {
        out.println(text);
    }

    int text(String text) {
        out.print(text);
        out.flush();
        return 0;
    }

    int extracted(ExtractedSchema extracted) {
        script(extracted, extracted.sql());
        return 0;
    }

    int altered(AlteredSchema altered) {
        script(altered, altered.sql());
        return altered.differences().isEmpty() ? 0 : 1;
    }

    private void script(Object report, String sql) {
        if (json) {
            document(report);
        } else {
            text(sql);
        }
    }

    private String styled(Ansi.Style style, String text) {
        return ansi.enabled() ? style.on() + text + Ansi.Style.reset.on() : text;
    }

    /** A line for each step of long work, above a bar at a terminal; none in a JSON document. */
    void progress(Progress progress) {
        if (json) {
            return;
        }
        if (ansi.enabled()) {
            bar.show(progress.summary(), progress.done(), progress.all());
        } else {
            out.println("[%d/%d] %s".formatted(progress.done(), progress.all(), progress.summary()));
            out.flush();
        }
    }

    int status(List<TenantStatus> tenants) {
        if (json) {
            document(Map.of("tenants", tenants));
        }
        return tenants.stream().anyMatch(tenant -> tenant.reason() != null) ? 1 : 0;
    }

    int plan(Plan plan) {
        int exitCode = plan.tenants().stream().anyMatch(tenant -> tenant.reason() != null) ? 1 : 0;
        if (json) {
            document(plan);
            return exitCode;
        }
        for (TenantPlan tenant : plan.tenants()) {
            out.printf(
                    "-- tenant %s (schema %s, %s): %s%n",
                    tenant.tenant(), tenant.schema(), tenant.stage(), state(tenant));
            tenant.warnings()
                    .forEach(warning -> out.println("-- %s %s: %s: %s"
                            .formatted(
                                    red(warning.isLoss() ? "LOSES DATA" : "warning"),
                                    warning.change(),
                                    warning.statement(),
                                    warning.effect())));
            out.print(tenant.sql());
        }
        out.println("-- plan id: " + plan.planId());
        return exitCode;
    }

    private static String state(TenantPlan tenant) {
        if (tenant.reason() != null) {
            return "could not be read: " + tenant.reason();
        }
        if (tenant.skipped() != null) {
            return "skipped, " + tenant.skipped();
        }
        return tenant.changes().isEmpty() ? "up to date" : Words.ofChanges(tenant.changesets(), tenant.settings());
    }

    int applied(AppliedRollout rollout) {
        if (json) {
            document(rollout);
        } else if (rollout.rollout() != null) {
            out.println(rollout.rollout());
        }
        return rollout.hasFailed() ? 1 : 0;
    }

    int repaired(RepairedTenant tenant) {
        Stream<String> statements = tenant.statements().stream()
                .map(statement -> statement.lines().findFirst().orElse(""));
        show(tenant, Stream.concat(statements, marked("left", tenant.left())), tenant.summary());
        return tenant.reason() == null && tenant.left().isEmpty() ? 0 : 1;
    }

    int rolledBack(RolledBackTenant tenant) {
        show(tenant, tenant.changes().stream().map(change -> "taken back  " + change), tenant.summary());
        return tenant.reason() == null ? 0 : 1;
    }

    int synced(SyncedTenant tenant) {
        show(tenant, Stream.empty(), tenant.summary());
        return tenant.reason() == null ? 0 : 1;
    }

    int baselined(BaselinedTenant tenant) {
        show(tenant, marked("differs", tenant.differences()), tenant.summary());
        return tenant.reason() == null ? 0 : 1;
    }

    private Stream<String> marked(String word, List<String> lines) {
        return lines.stream().map(line -> "%s  %s".formatted(red(word), line));
    }

    private void show(Object report, Stream<String> lines, String summary) {
        if (json) {
            document(report);
        } else {
            lines.forEach(line -> out.println("  " + line));
            out.println(summary);
        }
    }

    void document(Object report) {
        try {
            out.println(JSON.writeValueAsString(report));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
