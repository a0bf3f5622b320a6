package io.schemata.migration.repair;

import io.schemata.migration.repair.Drift.Limits;

/**
 * What is to be repaired.
 *
 * @param mayLose whether data that the blueprint has no place for may go
 * @param isStrict whether the team's own tables and functions beside the blueprint go too
 */
public record RepairRequest(String tenant, boolean mayLose, boolean isStrict) {
    Limits limits() {
        return new Limits(mayLose, isStrict);
    }
}
