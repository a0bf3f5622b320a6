package io.schemata.migration.preflight;

import io.schemata.migration.blueprint.Hooks;
import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.changelog.Composition;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One blueprint that is made in a savepoint, looked at, and undone. */
final class BlueprintTrial {
    /** Unsafe use of a new enum value, pending trigger events, and what another session has just changed. */
    private static final Set<String> OF_ONE_TRANSACTION = Set.of("55P04", "55006", "40001");

    private BlueprintTrial() {}

    /**
     * Its structure; none where others hold a lock, or where one transaction cannot show it.
     *
     * @param schemas those of all tenants
     */
    static Optional<Structure> of(Connection connection, Target tenant, Changelog changelog, List<String> schemas)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            Structure made = ReferenceSchema.make(connection, changelog);
            requireHooks(tenant, made);
            MadeElsewhere.requireNone(connection, changelog, schemas);
            return Optional.of(made);
        } catch (SQLException | MigrationException failure) {
            if (LockedTable.isLocked(failure) || isOfOneTransaction(failure)) {
                return Optional.empty();
            }
            throw Trial.notPossible("tenant '%s'".formatted(tenant.name()), failure);
        } finally {
            connection.rollback(before);
        }
    }

    /** What works change by change may not work in one transaction for all: a new value of an enum and its use, say. */
    private static boolean isOfOneTransaction(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException raised
                    && OF_ONE_TRANSACTION.contains(String.valueOf(raised.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static void requireHooks(Target tenant, Structure made) {
        List<String> wrong = Hooks.findings(Composition.of(tenant.changelog()), made);
        if (!wrong.isEmpty()) {
            throw new MigrationException(ErrorCode.WRONG_BLUEPRINT, String.join("; ", wrong));
        }
    }
}
