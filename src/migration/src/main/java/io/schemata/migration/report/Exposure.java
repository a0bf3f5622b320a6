package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The schemas that the Data API serves, against those that the registry says it should.
 *
 * @param source where its list of schemas was found
 * @param exposed that list, in its order: the first one is served to calls that name none
 * @param missing tenants' schemas that are there and not in the list
 * @param superfluous tenants' schemas in the list that are not to be served
 * @param notThere schemas in the list that the database does not have: one stops the whole Data API
 * @param others schemas in the list that are no tenant's; they stay
 * @param notMade tenants' schemas that are to be served, and that apply has not made yet
 * @param should the list as it should be
 * @param statement the statement that sets it, or null where the list is in a file or as it should be
 * @param planId the id of that statement, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exposure(
        String source,
        List<String> exposed,
        List<String> missing,
        List<String> superfluous,
        List<String> notThere,
        List<String> others,
        List<String> notMade,
        List<String> should,
        String statement,
        String planId) {
    /** Whether the list is as it should be. */
    @JsonIgnore
    public boolean isSound() {
        return should.equals(exposed);
    }
}
