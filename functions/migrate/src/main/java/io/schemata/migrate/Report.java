package io.schemata.migrate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.schemata.structure.Comparison;
import io.schemata.structure.Item;
import io.schemata.structure.Kind;
import io.schemata.structure.Structure;
import java.time.Instant;
import java.util.List;

/** What the commands answer: the lines for people and the JSON are both made of these. */
@RegisterForReflection(
        targets = {
            Report.Status.class,
            Report.Planned.class,
            Report.Plan.class,
            Report.Applied.class,
            Report.Check.class,
            Report.Validated.class,
            Report.Compared.class,
            Report.Extracted.class,
            Comparison.Difference.class,
            Kind.class,
            Structure.class,
            Item.class,
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
     * @param drift whether its schema differs from its blueprint, or null where that cannot be told: while changes are
     *     pending, before this version of the blueprint was applied, and of a service
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
            Boolean drift,
            String reason) {
        /** Whether its schema has every change; what the database has to know of the registry is not in the schema. */
        @JsonIgnore
        boolean isUpToDate() {
            return pending.stream().allMatch(RegistryEntry.NAME::equals);
        }

        /** The same, and whether it has drifted. */
        Status with(Boolean itHasDrifted) {
            return new Status(
                    tenant, schema, stage, blueprint, applied, lastRun, pending, edited, itHasDrifted, reason);
        }

        /** The same, and why no more is known. */
        Status failed(String why) {
            return new Status(tenant, schema, stage, blueprint, applied, lastRun, pending, edited, drift, why);
        }
    }

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

    /**
     * One thing that was checked.
     *
     * @param title what is so when nothing was found
     * @param count how many there should be, or null where that means nothing
     * @param findings what is wrong, a line each
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Check(String title, Long count, List<String> findings) {}

    /**
     * What was checked of a tenant.
     *
     * @param reason why it could not be looked at, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Validated(String tenant, String schema, String blueprint, List<Check> checks, String reason) {
        @JsonProperty
        public boolean isSound() {
            return reason == null
                    && checks.stream().allMatch(check -> check.findings().isEmpty());
        }
    }

    /** What differs between two subjects, called as they were asked for. */
    public record Compared(String left, String right, List<Comparison.Difference> differences) {}

    /** A schema's structure as SQL. */
    public record Extracted(String subject, String schema, String sql) {}
}
