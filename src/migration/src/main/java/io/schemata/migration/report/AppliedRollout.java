package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What {@code apply} did.
 *
 * @param rollout the name by which {@code rollback} goes back to the state after it, or null where nothing was to be done
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppliedRollout(String rollout, List<AppliedTenant> tenants) {
    /** Whether a tenant has failed. */
    @JsonIgnore
    public boolean hasFailed() {
        return tenants.stream().anyMatch(tenant -> tenant.outcome() == Outcome.FAILED);
    }
}
