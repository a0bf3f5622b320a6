package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What was checked of one tenant.
 *
 * @param reason why it could not be read, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ValidatedTenant(String tenant, String schema, String blueprint, List<Check> checks, String reason) {
    @JsonProperty
    public boolean isSound() {
        return reason == null
                && checks.stream().allMatch(check -> check.findings().isEmpty());
    }

    /** What the first check that fails has found, or why it cannot be checked; null where all is sound. */
    public String firstFinding() {
        return reason != null
                ? reason
                : checks.stream()
                        .filter(check -> !check.findings().isEmpty())
                        .findFirst()
                        .map(check -> "that '%s' does not hold: %s"
                                .formatted(check.title(), Words.first(1, check.findings())))
                        .orElse(null);
    }
}
