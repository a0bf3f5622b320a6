package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What {@code repair} did to one tenant.
 *
 * @param statements those that were run, in order
 * @param left what differs from the blueprint still, each with the reason
 * @param reason why nothing was done, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepairedTenant(
        String tenant,
        String schema,
        Outcome outcome,
        List<String> statements,
        List<String> left,
        long milliseconds,
        String reason) {
    /** One line for people. */
    public String summary() {
        return "%s (schema %s): %s".formatted(tenant, schema, reason == null ? done() : reason);
    }

    private String done() {
        String some = "repaired by %d statement%s in %d ms"
                .formatted(statements.size(), statements.size() == 1 ? "" : "s", milliseconds);
        String none = left.isEmpty() ? "nothing to repair" : "nothing was changed";
        return (statements.isEmpty() ? none : some) + (left.isEmpty() ? "" : ", %d left".formatted(left.size()));
    }
}
