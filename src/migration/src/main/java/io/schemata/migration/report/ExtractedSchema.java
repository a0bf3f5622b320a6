package io.schemata.migration.report;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A schema's structure as SQL. */
@RegisterForReflection
public record ExtractedSchema(String subject, String schema, String sql) {}
