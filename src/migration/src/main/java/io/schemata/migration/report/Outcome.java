package io.schemata.migration.report;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The result of a command that writes, for one tenant. */
@RegisterForReflection
public enum Outcome {
    MIGRATED,
    REPAIRED,
    BASELINED,
    ADOPTED,
    FINISHED,
    UNDONE,
    ROLLED_BACK,
    SYNCED,
    MOVED,
    UP_TO_DATE,
    SKIPPED,
    FAILED
}
