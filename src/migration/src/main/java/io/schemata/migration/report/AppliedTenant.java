package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What {@code apply} did to one tenant.
 *
 * @param reason why it did not do more, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppliedTenant(
        String tenant, String schema, Outcome outcome, int changes, long milliseconds, String reason) {
    /** One line for people. */
    public String summary() {
        String more = changes == 0 ? "" : ", %d changes in %d ms".formatted(changes, milliseconds);
        return "%s (schema %s): %s%s"
                .formatted(tenant, schema, Words.of(outcome).replace('_', ' '), reason == null ? more : ", " + reason);
    }
}
