package io.schemata.migration.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.schemata.migration.structure.Comparison;
import java.util.List;

/**
 * The differences between two schemas, which are called as they were asked for, and how to take them away.
 *
 * @param impossible differences that no statement takes away
 * @param sql a script for psql that makes the left one like the right one; empty where there is nothing to do
 */
@RegisterForReflection
public record AlteredSchema(
        String left, String right, List<Comparison.Difference> differences, List<String> impossible, String sql) {}
