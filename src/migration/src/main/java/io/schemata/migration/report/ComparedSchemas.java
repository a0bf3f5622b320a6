package io.schemata.migration.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.schemata.migration.structure.Comparison;
import java.util.List;

/** The differences between two schemas, which are called as they were asked for. */
@RegisterForReflection
public record ComparedSchemas(String left, String right, List<Comparison.Difference> differences) {}
