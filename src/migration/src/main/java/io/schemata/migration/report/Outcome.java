package io.schemata.migration.report;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The result of {@code apply} or {@code repair} for one tenant. */
@RegisterForReflection
public enum Outcome {
    MIGRATED,
    REPAIRED,
    UP_TO_DATE,
    SKIPPED,
    FAILED
}
