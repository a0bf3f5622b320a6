package io.schemata.migration.report;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The result of {@code apply} for one tenant. */
@RegisterForReflection
public enum Outcome {
    MIGRATED,
    UP_TO_DATE,
    SKIPPED,
    FAILED
}
