package io.schemata.migration.move;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;

/**
 * What is to be moved.
 *
 * @param source a tenant, or {@code schema:<name>}
 * @param target the tenant that has it afterwards
 * @param isCopy whether rows are copied, or the schema gets another name
 * @param keepDays for how long the old tables of a copy stay, 0 to 365
 */
public record MoveRequest(String source, String target, boolean isCopy, int keepDays) {
    private static final int MOST_DAYS = 365;

    public MoveRequest {
        if (keepDays < 0 || keepDays > MOST_DAYS) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION, "--keep-days %d is not from 0 to %d".formatted(keepDays, MOST_DAYS));
        }
    }
}
