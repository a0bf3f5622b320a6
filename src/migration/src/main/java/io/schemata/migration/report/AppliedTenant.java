package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What {@code apply} did to one tenant.
 *
 * @param changes how many changesets were applied
 * @param settings how many settings of the registry were written
 * @param reason why it did not do more, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppliedTenant(
        String tenant, String schema, Outcome outcome, int changes, int settings, long milliseconds, String reason) {
    /** The same as one that has failed. */
    public AppliedTenant failed(String why) {
        return new AppliedTenant(tenant, schema, Outcome.FAILED, changes, settings, milliseconds, why);
    }

    /** One line for people. */
    public String summary() {
        String done = Words.ofChanges(changes, settings);
        String more = done.isEmpty() ? "" : ", %s in %d ms".formatted(done, milliseconds);
        return "%s (schema %s): %s%s"
                .formatted(tenant, schema, Words.of(outcome).replace('_', ' '), reason == null ? more : ", " + reason);
    }
}
