package io.schemata.migration.rollback;

import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.repair.Drift;
import io.schemata.migration.repair.Repair;
import io.schemata.migration.rollout.TenantState;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a schema back in the session's transaction: first what the files say, the last change first, then what the structure
 * still has otherwise than the blueprint of that state, then the history.
 *
 * @param state the name of the state
 * @param version the version of the blueprint then, or null where it is not known
 * @param statements those that were run
 * @param names the changes that were taken back
 */
record TenantRollback(String state, String version, List<String> statements, List<String> names) {
    private static final String FORGET = "delete from databasechangelog where filename || '::' || id = any (?)";
    private static final String NOTE = "update databasechangelog set md5sum = ? where filename || '::' || id = ?";

    /** Runs it; nothing is committed. Refused is what {@link WayBack} refuses, and what would lose rows without leave. */
    static TenantRollback run(SchemaSession session, Target target, RollbackRequest request) throws SQLException {
        Connection connection = session.connection();
        LiquibaseRun liquibase = LiquibaseRun.of(session, target.changelog());
        connection.setAutoCommit(false);
        WayBack way = WayBack.of(connection, target.schema(), request, liquibase.changelog());
        if (way.isEmpty()) {
            return new TenantRollback(request.to(), null, List.of(), List.of());
        }
        List<String> statements = new ArrayList<>();
        for (UndoneChange change : way.undone()) {
            ReferenceSchema.setSearchPath(connection, target.schema());
            run(connection, change);
            statements.addAll(change.statements());
        }
        if (way.state().version() != null) {
            statements.addAll(takeBack(connection, target, request, way.state()));
        }
        ReferenceSchema.setSearchPath(connection, target.schema());
        write(connection, way);
        return new TenantRollback(request.to(), way.state().version(), statements, way.names());
    }

    private static void run(Connection connection, UndoneChange change) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            for (String sql : change.statements()) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new SQLException(
                    "the rollback of %s: %s".formatted(change.name(), failure.getMessage()),
                    failure.getSQLState(),
                    failure);
        }
    }

    private static Structure structure(Connection connection, TenantState state) throws SQLException {
        return BlueprintStructures.find(connection, state.blueprint(), state.version())
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.NOT_POSSIBLE,
                        "the structure of the blueprint '%s' as it was then is not stored"
                                .formatted(state.blueprint())));
    }

    private static List<String> takeBack(
            Connection connection, Target target, RollbackRequest request, TenantState state) throws SQLException {
        Structure before = structure(connection, state);
        // What a version of the blueprint has made, here or elsewhere, is not the team's own.
        Structure known = before;
        for (Structure version : BlueprintStructures.findAll(connection, state.blueprint())) {
            known = known.with(version);
        }
        Drift.Limits limits = new Drift.Limits(request.mayLose(), false);
        Drift drift = Drift.read(Catalog.of(connection, target.schema()), before, known, limits);
        if (!drift.left().isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "cannot be taken back, nothing was changed: " + String.join("; ", drift.left()));
        }
        Repair.runInTransaction(connection, target.schema(), before, drift);
        return drift.alteration().all().map(Statement::sql).toList();
    }

    private static void write(Connection connection, WayBack way) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET);
                PreparedStatement note = connection.prepareStatement(NOTE)) {
            List<String> undone = way.undone().stream().map(UndoneChange::name).toList();
            forget.setArray(1, connection.createArrayOf("text", undone.toArray()));
            forget.execute();
            for (UndoneChange changed : way.changed()) {
                note.setString(1, way.state().history().get(changed.name()));
                note.setString(2, changed.name());
                note.execute();
            }
        }
    }
}
