package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What {@code sync} did to one tenant.
 *
 * @param source the tenant that has the same structure
 * @param reason why nothing was done, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncedTenant(
        String tenant, String schema, String source, Outcome outcome, long milliseconds, String reason) {
    /** One line for people. */
    public String summary() {
        return "%s (schema %s): %s"
                .formatted(
                        tenant,
                        schema,
                        reason == null ? "made anew like %s in %d ms".formatted(source, milliseconds) : reason);
    }
}
