package io.schemata.migration.preflight;

import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.changelog.Changelogs;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.move.Moves;
import io.schemata.migration.move.TargetSchema;
import io.schemata.migration.report.ProvenTenant;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.OwnObjects;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.StagePolicy.Permission;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import io.schemata.migration.targets.TenantTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import liquibase.changelog.ChangeSet;

/**
 * Runs what is pending on a copy of each tenant's structure, without its rows, in a transaction that is rolled back, and compares
 * what comes of it with the blueprint.
 */
@ApplicationScoped
public class Prover {
    private static final String CREATE = "create schema " + ReferenceSchema.NAME;
    private static final String WAIT_SHORTLY = "set local lock_timeout = '2s'";

    /** A file node is another one when all rows are written anew. */
    private static final String FILES = "select relname || ' ' || relfilenode from pg_class"
            + " where relnamespace = to_regnamespace(quote_ident(?)) and relkind = 'r' order by relname";

    private final Targets targets;

    public Prover(Targets targets) {
        this.targets = targets;
    }

    /** Tries the tenants of which changes are pending; those that are not made yet are what their blueprint makes. */
    public List<ProvenTenant> prove(List<String> names, Consumer<ProvenTenant> shown) {
        List<ProvenTenant> all = new ArrayList<>();
        try (Connection connection = JdbcAddress.configured().connect()) {
            connection.setAutoCommit(false);
            for (Target target : targets.select(names)) {
                boolean isMigrated = target instanceof TenantTarget && StagePolicy.APPLY.of(target) != Permission.NEVER;
                if (isMigrated) {
                    prove(connection, target, all, shown);
                }
            }
            return all;
        } catch (SQLException failure) {
            throw new MigrationException(ErrorCode.DATABASE_ERROR, FailureReason.of(failure), failure);
        }
    }

    private void prove(Connection connection, Target target, List<ProvenTenant> all, Consumer<ProvenTenant> shown)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(WAIT_SHORTLY);
            Changelog changelog = Changelogs.read(target.changelog());
            List<ChangeSet> pending = pending(connection, target, changelog);
            if (!pending.isEmpty()) {
                all.add(proven(connection, target, changelog, pending));
                shown.accept(all.get(all.size() - 1));
            }
        } catch (SQLException | MigrationException failure) {
            all.add(failed(target, LockedTable.reasonOfWrite(failure, target.schema())));
            shown.accept(all.get(all.size() - 1));
        } finally {
            connection.rollback();
        }
    }

    /** None of a tenant that is not made yet, or was moved. */
    private static List<ChangeSet> pending(Connection connection, Target target, Changelog changelog)
            throws SQLException {
        ReferenceSchema.setSearchPath(connection, target.schema());
        AppliedChanges applied = AppliedChanges.read(connection, target.schema());
        return applied.checksums().isEmpty()
                        || Moves.remark(connection, target.schema()).isPresent()
                ? List.of()
                : applied.pending(changelog);
    }

    private ProvenTenant proven(Connection connection, Target target, Changelog changelog, List<ChangeSet> pending)
            throws SQLException {
        makePlatform(connection);
        Savepoint before = connection.setSavepoint();
        Structure blueprint = ReferenceSchema.make(connection, changelog);
        connection.rollback(before);
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
        TargetSchema scratch = new TargetSchema(target.schema(), ReferenceSchema.NAME);
        scratch.begin(connection);
        List<String> different = scratch.complete(connection);
        if (!different.isEmpty()) {
            return failed(target, "its structure cannot be made again: " + String.join(", ", different));
        }
        List<String> files = FirstColumn.of(connection, FILES, ReferenceSchema.NAME);
        ReferenceSchema.run(connection, ReferenceSchema.NAME, pending);
        Catalog catalog = Catalog.of(connection, ReferenceSchema.NAME);
        OwnObjects own = OwnObjects.of(catalog, Structure.read(catalog), blueprint);
        List<String> differences = Comparison.of(own.rest(), blueprint).stream()
                .map(found -> "%s %s".formatted(found.kind().one(), found.name()))
                .toList();
        return new ProvenTenant(target.name(), target.schema(), differences, rewritten(connection, files), null);
    }

    private void makePlatform(Connection connection) throws SQLException {
        Target platform = targets.platform();
        Changelog changelog = Changelogs.read(platform.changelog());
        ReferenceSchema.setSearchPath(connection, platform.schema());
        List<ChangeSet> pending =
                AppliedChanges.read(connection, platform.schema()).pending(changelog);
        ReferenceSchema.run(connection, platform.schema(), pending);
    }

    private static List<String> rewritten(Connection connection, List<String> before) throws SQLException {
        List<String> now = FirstColumn.of(connection, FILES, ReferenceSchema.NAME);
        return before.stream()
                .filter(file -> !now.contains(file))
                .map(file -> file.substring(0, file.lastIndexOf(' ')))
                .filter(table -> now.stream().anyMatch(file -> file.startsWith(table + " ")))
                .toList();
    }

    private static ProvenTenant failed(Target target, String reason) {
        return new ProvenTenant(target.name(), target.schema(), List.of(), List.of(), reason);
    }
}
