package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What {@code move} would do.
 *
 * @param obstacles what stands in the way; with none it can be moved
 * @param notes what a person has to know
 * @param milliseconds how long it took on trial, or null where it was not tried
 * @param statements those that would be run
 * @param planId the id of those statements, or null where there are none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MovePlan(
        String source,
        String target,
        List<Table> tables,
        List<String> obstacles,
        List<String> notes,
        Long milliseconds,
        List<String> statements,
        String planId) {
    /**
     * One table.
     *
     * @param rows about how many, as the database's statistics say
     * @param bytes with its indexes
     */
    @RegisterForReflection
    public record Table(String name, long rows, long bytes) {}
}
