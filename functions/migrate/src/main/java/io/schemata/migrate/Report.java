package io.schemata.migrate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/** What the commands answer: the lines for people and the JSON are both made of these. */
@RegisterForReflection(
        targets = {
            Report.Status.class,
            Report.Planned.class,
            Report.Plan.class,
            Report.Applied.class,
            Report.Outcome.class
        })
public final class Report {
    private Report() {}

    /**
     * How far a tenant is.
     *
     * @param lastRun when its last change was made, or null when it has none
     * @param pending what it still needs, in order
     * @param edited changes that are done but read otherwise now; such a tenant is not migrated until that is undone
     * @param reason why it could not be read, or null
     */
    record Status(
            String tenant,
            String schema,
            String stage,
            String blueprint,
            int applied,
            Instant lastRun,
            List<String> pending,
            List<String> edited,
            String reason) {}

    /** The SQL a tenant would get; empty when it is up to date, or when it could not be read for some reason. */
    record Planned(String tenant, String schema, String stage, List<String> changes, String sql, String reason) {}

    /** A plan over some tenants; the id stands for exactly this SQL for exactly these tenants. */
    record Plan(String planId, List<Planned> tenants) {}

    /** What became of a tenant. */
    public enum Outcome {
        MIGRATED,
        UP_TO_DATE,
        SKIPPED,
        FAILED
    }

    /** What was done to a tenant, and why not more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Applied(
            String tenant, String schema, Outcome outcome, int changes, long milliseconds, String reason) {}
}
