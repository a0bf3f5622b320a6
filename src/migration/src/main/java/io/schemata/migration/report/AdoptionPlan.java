package io.schemata.migration.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What an adoption would do, found by rehearsing it.
 *
 * @param planId stands for exactly these statements, and the pending changes and settings of this tenant and of all tenants
 * @param from the schema that has the tables
 * @param kept the schema that has them afterwards
 * @param tables those of the blueprint that old rows go to
 * @param problems what has to be mended or chosen first
 * @param notices what else is to be known
 * @param statements what sets the old tables aside, reads and copies them; the blueprint's own are between
 * @param milliseconds how long the copying took: about as long will nothing be written
 */
@RegisterForReflection
public record AdoptionPlan(
        String planId,
        String tenant,
        String schema,
        String stage,
        String from,
        String kept,
        List<AdoptedTable> tables,
        List<String> problems,
        List<String> notices,
        List<String> statements,
        long milliseconds) {}
