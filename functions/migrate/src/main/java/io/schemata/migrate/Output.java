package io.schemata.migrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Shows a report as lines for people, or as one JSON document, and says with which exit code to end. */
final class Output {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintWriter out;
    private final Ansi ansi;
    private final boolean json;

    Output(CommandLine line, boolean json) {
        this.out = line.getOut();
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

    int extracted(Report.Extracted extracted) {
        if (json) {
            document(extracted);
            return 0;
        }
        return text(extracted.sql());
    }

    /** A line for each check, and beneath it what is wrong. */
    int validated(List<Report.Validated> tenants) {
        long failed = tenants.stream().filter(tenant -> !tenant.isSound()).count();
        if (json) {
            document(Map.of("tenants", tenants));
            return failed == 0 ? 0 : 1;
        }
        for (Report.Validated tenant : tenants) {
            out.println(bold("%s (schema %s, %s)".formatted(tenant.tenant(), tenant.schema(), tenant.blueprint())));
            tenant.checks().forEach(this::check);
            if (tenant.reason() != null) {
                out.println("  " + red("FAIL") + "  could not be looked at: " + tenant.reason());
            }
        }
        out.println("%d of %d tenants are sound".formatted(tenants.size() - failed, tenants.size()));
        return failed == 0 ? 0 : 1;
    }

    private void check(Report.Check check) {
        String count = check.count() == null ? "" : " (%d)".formatted(check.count());
        out.println(
                "  %s  %s%s".formatted(check.findings().isEmpty() ? green("ok  ") : red("FAIL"), check.title(), count));
        check.findings().forEach(finding -> out.println("          " + finding));
    }

    private String styled(Ansi.Style style, String text) {
        return ansi.enabled() ? style.on() + text + Ansi.Style.reset.on() : text;
    }

    /** A line on the way of long work; none in a JSON document. */
    void progress(String line) {
        if (!json) {
            out.println(line);
            out.flush();
        }
    }

    int status(List<Report.Status> tenants) {
        int exitCode = tenants.stream().anyMatch(tenant -> tenant.reason() != null) ? 1 : 0;
        if (json) {
            document(Map.of("tenants", tenants));
            return exitCode;
        }
        out.printf(
                "%-24s %-24s %-12s %-20s %8s %8s  %-5s  %s%n",
                "TENANT", "SCHEMA", "STAGE", "BLUEPRINT", "APPLIED", "PENDING", "DRIFT", "LAST RUN");
        for (Report.Status tenant : tenants) {
            out.printf(
                    "%-24s %-24s %-12s %-20s %8d %8d  %-5s  %s%n",
                    tenant.tenant(),
                    tenant.schema(),
                    tenant.stage(),
                    tenant.blueprint(),
                    tenant.applied(),
                    tenant.pending().size(),
                    tenant.drift() == null ? "-" : tenant.drift() ? "yes" : "no",
                    tenant.lastRun() == null ? "never" : tenant.lastRun());
            if (tenant.reason() != null) {
                out.println("  could not be read: " + tenant.reason());
            }
            tenant.edited().forEach(change -> out.println("  edited after it was applied: " + change));
        }
        return exitCode;
    }

    int plan(Report.Plan plan) {
        int exitCode = plan.tenants().stream().anyMatch(tenant -> tenant.reason() != null) ? 1 : 0;
        if (json) {
            document(plan);
            return exitCode;
        }
        for (Report.Planned tenant : plan.tenants()) {
            out.printf(
                    "-- tenant %s (schema %s, %s): %s%n",
                    tenant.tenant(), tenant.schema(), tenant.stage(), state(tenant));
            out.print(tenant.sql());
        }
        out.println("-- plan id: " + plan.planId());
        return exitCode;
    }

    private static String state(Report.Planned tenant) {
        if (tenant.reason() != null) {
            return "could not be read: " + tenant.reason();
        }
        return tenant.changes().isEmpty() ? "up to date" : tenant.changes().size() + " changes";
    }

    int applied(List<Report.Applied> tenants) {
        boolean failed = tenants.stream().anyMatch(tenant -> tenant.outcome() == Report.Outcome.FAILED);
        if (json) {
            document(Map.of("tenants", tenants));
        }
        return failed ? 1 : 0;
    }

    void document(Object report) {
        try {
            out.println(JSON.writeValueAsString(report));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
