package io.schemata.migration.preflight;

import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.changelog.Changelogs;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.Target;
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
import java.util.Set;
import liquibase.changelog.ChangeSet;

/**
 * One transaction that is rolled back: what all tenants need is made in it once, and after it each blueprint that was never made
 * so, each in a savepoint. Where another migrate or a lock of others is in the way it is not
 * looked at.
 */
final class Trial {
    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtextextended(?, 0))";
    private static final String WAIT_SHORTLY = "set local lock_timeout = '500ms'";

    private final Connection connection;
    private final Target platform;
    private final List<String> schemas;
    private final BlueprintStructures blueprints;
    private final Map<String, Structure> structures = new HashMap<>();
    private final Set<String> tried = new HashSet<>();
    private final Map<String, Boolean> stored = new HashMap<>();

    /** Whether no other migrate is at work on what all tenants need; one that is has looked. */
    private boolean isAlone;

    /** Whether what all tenants need is there, or null before it was asked for. */
    private Boolean hasBegun;

    /** @param schemas those of all tenants */
    Trial(Connection connection, Target platform, List<String> schemas, BlueprintStructures blueprints) {
        this.connection = connection;
        this.blueprints = blueprints;
        this.platform = platform;
        this.schemas = schemas;
    }

    /** Refuses the first of them that cannot be made or upgraded; answers what is known of their blueprints then. */
    TriedBlueprints require(List<Target> tenants) throws SQLException {
        // Before the transaction: a snapshot of before would show what another migrate made, and no history of it.
        isAlone = isTrue(TRY_LOCK);
        try {
            // What other sessions make meanwhile is not to be taken for the blueprint's.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            for (Target tenant : tenants) {
                require(tenant);
            }
            return TriedBlueprints.of(structures, stored);
        } finally {
            connection.setAutoCommit(false);
            connection.rollback();
            connection.setAutoCommit(true);
            if (isAlone) {
                isTrue(UNLOCK);
            }
        }
    }

    /** A new schema of a tenant's blueprint. */
    MadeBlueprint made(Target tenant) throws SQLException {
        isAlone = true;
        connection.setAutoCommit(false);
        try {
            if (!hasBegun()) {
                throw new SQLException("what all tenants need is locked by others");
            }
            Structure structure = ReferenceSchema.make(connection, Changelogs.read(tenant.changelog()));
            return MadeBlueprint.read(connection, structure);
        } catch (SQLException | MigrationException failure) {
            throw notPossible("tenant '%s'".formatted(tenant.name()), failure);
        } finally {
            connection.rollback();
        }
    }

    private void require(Target tenant) throws SQLException {
        Changelog changelog = Changelogs.read(tenant.changelog());
        List<ChangeSet> pending = pending(tenant, changelog);
        boolean isMadeBefore = isMadeBefore(tenant.blueprint());
        if (pending.isEmpty() && isMadeBefore || !hasBegun()) {
            return;
        }
        if (!isMadeBefore && tried.add(tenant.blueprint())) {
            BlueprintTrial.of(connection, tenant, changelog, schemas)
                    .ifPresent(made -> structures.put(tenant.blueprint(), made));
        }
        if (pending.isEmpty()) {
            return;
        }
        boolean isNew = pending.size() == changelog.changesets().size();
        if (!isNew) {
            InTheWay.refuse(tenant, PendingNames.inTheWay(connection, tenant.schema(), pending));
        } else if (isMadeBefore) {
            InTheWay.refuse(
                    tenant,
                    InTheWay.of(connection, tenant.schema(), () -> blueprints.require(connection, tenant.blueprint())));
        } else if (structures.containsKey(tenant.blueprint())) {
            InTheWay.refuse(tenant, InTheWay.of(connection, tenant.schema(), () -> structures.get(tenant.blueprint())));
        }
    }

    /** Whether this login has made this version of the blueprint on this server before: then it can. */
    private boolean isMadeBefore(String blueprint) throws SQLException {
        if (!stored.containsKey(blueprint)) {
            stored.put(blueprint, blueprints.isStored(connection, blueprint));
        }
        return stored.get(blueprint);
    }

    /** None, too, where others have locked the tenant's history. */
    private List<ChangeSet> pending(Target target, Changelog changelog) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(WAIT_SHORTLY);
            ReferenceSchema.setSearchPath(connection, target.schema());
            AppliedChanges applied = AppliedChanges.read(connection, target.schema());
            applied.requireUnedited(changelog);
            applied.requireUnmoved(changelog);
            return applied.pending(changelog);
        } catch (SQLException failure) {
            if (LockedTable.isLocked(failure)) {
                return List.of();
            }
            throw failure;
        } finally {
            connection.rollback(before);
        }
    }

    private boolean hasBegun() throws SQLException {
        if (hasBegun == null) {
            hasBegun = isAlone && isPlatformMade();
        }
        return hasBegun;
    }

    private boolean isTrue(String query) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(query)) {
            lock.setString(1, SchemaSession.lockName(platform.schema()));
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Makes what the platform still needs; false where others hold a lock. */
    private boolean isPlatformMade() throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            List<ChangeSet> pending = pending(platform, Changelogs.read(platform.changelog()));
            statement.execute(WAIT_SHORTLY);
            if (!pending.isEmpty()) {
                statement.execute("create schema if not exists " + platform.schema());
                ReferenceSchema.run(connection, platform.schema(), pending);
            }
            return true;
        } catch (SQLException | MigrationException failure) {
            connection.rollback(before);
            if (LockedTable.isLocked(failure)) {
                return false;
            }
            throw notPossible("what all tenants need", failure);
        }
    }

    static MigrationException notPossible(String what, Exception failure) {
        return new MigrationException(
                ErrorCode.NOT_POSSIBLE,
                "%s cannot be made, nothing was changed: %s".formatted(what, FailureReason.of(failure)),
                failure);
    }
}
