package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What {@code adopt} did to one tenant.
 *
 * @param kept the schema that has the old tables
 * @param tables those of the blueprint that were filled now
 * @param notices what else is to be known
 * @param milliseconds how long nothing was written: from when the old tables were set aside until all was open
 * @param reason why it did not come to its end, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdoptedTenant(
        String tenant,
        String schema,
        Outcome outcome,
        String kept,
        List<AdoptedTable> tables,
        List<String> notices,
        long milliseconds,
        String reason) {
    /** One line for people. */
    public String summary() {
        String place = "%s (schema %s): ".formatted(tenant, schema);
        return place
                + switch (outcome) {
                    case ADOPTED ->
                        "adopted; nothing was written for %,.1f s; the old tables are in schema %s until 'adopt %s --finish', or '--undo'"
                                .formatted(milliseconds / 1000.0, kept, tenant);
                    case FINISHED ->
                        kept.endsWith("_before")
                                ? "finished; 'drop schema %s cascade' when nothing in it is needed any more"
                                        .formatted(kept)
                                : "finished; the old tables stay in schema %s, read-only, until they are dropped"
                                        .formatted(kept);
                    case UNDONE -> "undone; the old tables are in schema %s again".formatted(kept);
                    default -> reason;
                };
    }
}
