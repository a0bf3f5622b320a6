package io.schemata.migration.preflight;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.StagePolicy.Permission;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import io.schemata.migration.targets.TenantTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;

/**
 * Looks at everything before something is done. Tenants that have no changeset yet are refused, all together and by name,
 * when their blueprint cannot be made here, or when objects of its names stand in their schemas. Nothing is changed: the
 * blueprint is made in a transaction that is rolled back. Where a table of others is locked it is not looked at.
 */
@ApplicationScoped
public class Preflight {
    private static final String MADE = "select schema.nspname from pg_class changelog"
            + " join pg_namespace schema on schema.oid = changelog.relnamespace"
            + " where changelog.relname = 'databasechangelog'";
    private static final String TRY_LOCK = "select pg_try_advisory_xact_lock(hashtextextended(?, 0))";
    private static final String WAIT_SHORTLY = "set local lock_timeout = '500ms'";

    private final Targets targets;
    private final MigrationConfig config;

    public Preflight(Targets targets, MigrationConfig config) {
        this.targets = targets;
        this.config = config;
    }

    /**
     * Refuses what cannot be done: first a blueprint that does not exist, then what the login lacks, then the trigger
     * on auth.users, then the tenants.
     *
     * @return the structures of the blueprints that were made for it, by blueprint
     */
    public Map<String, Structure> require(List<Target> selected) {
        selected.forEach(Target::changelog);
        try (Connection connection = JdbcAddress.configured().connect()) {
            MissingRights.require(connection);
            SignUpTrigger.require(connection, config);
            Set<String> made = Set.copyOf(FirstColumn.of(connection, MADE));
            List<Target> unmade = selected.stream()
                    .filter(TenantTarget.class::isInstance)
                    .filter(target -> StagePolicy.APPLY.of(target) != Permission.NEVER)
                    .filter(target -> !made.contains(target.schema()))
                    .toList();
            return unmade.isEmpty() ? Map.of() : require(connection, targets.platform(), unmade);
        } catch (SQLException | LiquibaseException failure) {
            throw new MigrationException(ErrorCode.DATABASE_ERROR, FailureReason.of(failure), failure);
        }
    }

    /** In one transaction, which is rolled back: the platform once, and each blueprint after it. */
    private static Map<String, Structure> require(Connection connection, Target platform, List<Target> unmade)
            throws SQLException, LiquibaseException {
        connection.setAutoCommit(false);
        Map<String, Structure> structures = new HashMap<>();
        Set<String> looked = new HashSet<>();
        try {
            if (!isAlone(connection, platform) || !isPlatformMade(connection, platform)) {
                return Map.of();
            }
            for (Target target : unmade) {
                if (looked.add(target.blueprint())) {
                    structure(connection, target).ifPresent(made -> structures.put(target.blueprint(), made));
                }
                if (structures.containsKey(target.blueprint())) {
                    requireRoom(connection, target, structures.get(target.blueprint()));
                }
            }
            return structures;
        } finally {
            connection.rollback();
        }
    }

    /** Where another migrate is at work on what all need, it is not looked at: that one has looked. */
    private static boolean isAlone(Connection connection, Target platform) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(TRY_LOCK)) {
            lock.setString(1, SchemaSession.lockName(platform.schema()));
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Makes what the platform still needs; false where others hold a lock. */
    private static boolean isPlatformMade(Connection connection, Target platform)
            throws SQLException, LiquibaseException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(WAIT_SHORTLY);
            List<ChangeSet> pending = pending(connection, platform);
            if (!pending.isEmpty()) {
                statement.execute("create schema if not exists " + platform.schema());
                ReferenceSchema.run(connection, platform.schema(), pending);
            }
            return true;
        } catch (SQLException | MigrationException failure) {
            if (LockedTable.isLocked(failure)) {
                return false;
            }
            throw notPossible("what all tenants need", failure);
        }
    }

    /** The blueprint's structure; none where others hold a lock. */
    private static Optional<Structure> structure(Connection connection, Target target)
            throws SQLException, LiquibaseException {
        Savepoint before = connection.setSavepoint();
        try {
            return Optional.of(ReferenceSchema.make(connection, LiquibaseRun.read(target.changelog(), connection)));
        } catch (SQLException | MigrationException failure) {
            if (LockedTable.isLocked(failure)) {
                return Optional.empty();
            }
            throw notPossible("tenant '%s'".formatted(target.name()), failure);
        } finally {
            connection.rollback(before);
        }
    }

    private static MigrationException notPossible(String what, Exception failure) {
        return new MigrationException(
                ErrorCode.NOT_POSSIBLE,
                "%s cannot be made: %s; nothing was changed".formatted(what, FailureReason.of(failure)),
                failure);
    }

    private static List<ChangeSet> pending(Connection connection, Target platform)
            throws SQLException, LiquibaseException {
        ReferenceSchema.setSearchPath(connection, platform.schema());
        return AppliedChanges.read(connection, platform.schema())
                .pending(LiquibaseRun.read(platform.changelog(), connection));
    }

    private static void requireRoom(Connection connection, Target target, Structure blueprint) throws SQLException {
        List<String> names = InTheWay.of(connection, target.schema(), blueprint);
        if (!names.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.IN_THE_WAY,
                    "tenant '%s' cannot be made: in its schema %s there are %s already; nothing was changed"
                            .formatted(target.name(), target.schema(), String.join(", ", names)));
        }
    }
}
