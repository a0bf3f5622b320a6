package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a tenant's pending changes have made of a copy of its structure.
 *
 * @param differences what would differ from the blueprint afterwards; none where the plan is proven
 * @param rewritten the tables that a change writes anew, row by row
 * @param reason why it could not be tried, or what has failed, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProvenTenant(
        String tenant, String schema, List<String> differences, List<String> rewritten, String reason) {
    public boolean isProven() {
        return differences.isEmpty() && reason == null;
    }

    /** Lines for people. */
    public List<String> lines() {
        String head = "%s (schema %s): ".formatted(tenant, schema);
        if (reason != null) {
            return List.of(head + reason);
        }
        String all = rewritten.isEmpty() ? "" : "; written anew: " + String.join(", ", rewritten);
        return differences.isEmpty()
                ? List.of(head + "proven, it would be what its blueprint says" + all)
                : differences.stream()
                        .map(what -> head + "would differ: " + what)
                        .toList();
    }
}
