package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What {@code baseline} did to one tenant.
 *
 * @param changes how many changesets were noted as applied
 * @param differences what the schema has otherwise than its blueprint
 * @param reason why nothing was noted, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BaselinedTenant(
        String tenant, String schema, Outcome outcome, int changes, List<String> differences, String reason) {
    /** One line for people. */
    public String summary() {
        return "%s (schema %s): %s"
                .formatted(tenant, schema, reason == null ? "noted %d changes as applied".formatted(changes) : reason);
    }
}
