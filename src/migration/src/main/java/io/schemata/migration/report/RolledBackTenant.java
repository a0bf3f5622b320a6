package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What {@code rollback} did to one tenant.
 *
 * @param changes those that were taken back, the last one first
 * @param statements those that were run, in order
 * @param reason why nothing was done, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolledBackTenant(
        String tenant,
        String schema,
        Outcome outcome,
        List<String> changes,
        List<String> statements,
        long milliseconds,
        String reason) {
    /** One line for people. */
    public String summary() {
        return "%s (schema %s): %s".formatted(tenant, schema, reason == null ? done() : reason);
    }

    private String done() {
        return changes.isEmpty()
                ? "nothing to take back"
                : "%s taken back in %d ms".formatted(Words.ofChanges(changes.size(), 0), milliseconds);
    }
}
