package io.schemata.migrate;

import io.schemata.structure.Catalog;
import io.schemata.structure.Comparison;
import io.schemata.structure.Structure;
import io.schemata.tenant.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.exception.LiquibaseException;

/** One tenant, or the platform, and its changelog: how far it is, what it would get, and getting it. */
record TenantMigration(Tenant tenant, String changelog, List<RegistryEntry> registry, MigrateConfig config) {
    /** How far it is; whether it has drifted is not looked at. */
    Report.Status status() {
        return status((session, wanted) -> null);
    }

    /** How far it is, and whether it has drifted: that can be told where no change is pending, and not of a service. */
    Report.Status status(BlueprintStructures blueprints) {
        return status((session, wanted) -> tenant.isService() ? null : drift(session.connection(), wanted, blueprints));
    }

    @FunctionalInterface
    private interface Drift {
        Boolean of(SchemaSession session, Changelog wanted) throws SQLException;
    }

    private Report.Status status(Drift drift) {
        try (SchemaSession session = open()) {
            Changelog wanted = session.changelog(changelog);
            History history = History.read(session.connection(), tenant.schema());
            Pending pending = pending(session, history, wanted);
            return status(
                    history,
                    pending.names(),
                    history.edited(wanted).stream().map(Changelog::name).toList(),
                    pending.changes().isEmpty() ? drift.of(session, wanted) : null,
                    null);
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            return status(History.NONE, List.of(), List.of(), null, Reason.of(failure));
        }
    }

    /** Whether the schema differs from its blueprint, or null where the database does not know what that looks like. */
    private Boolean drift(Connection connection, Changelog wanted, BlueprintStructures blueprints) throws SQLException {
        connection.setAutoCommit(false);
        Optional<Structure> blueprint = blueprints.find(connection, tenant.blueprint(), wanted);
        if (blueprint.isEmpty()) {
            return null;
        }
        Structure actual = Structure.read(Catalog.of(connection, tenant.schema()));
        connection.rollback();
        return !Comparison.of(blueprint.get(), actual).isEmpty();
    }

    Report.Planned plan() {
        try (SchemaSession session = open()) {
            Pending pending = pending(session);
            return planned(pending.names(), PlanSql.of(tenant.schema(), pending), null);
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            return planned(List.of(), "", Reason.of(failure));
        }
    }

    /** A plan that leaves the tenant as it is. */
    Report.Planned nothing() {
        return planned(List.of(), "", null);
    }

    Report.Applied apply(Duration wait) {
        long start = System.nanoTime();
        Report.Outcome outcome = Report.Outcome.FAILED;
        int changes = 0;
        String reason = null;
        try (SchemaSession session = open()) {
            changes = pending(session).count();
            if (changes == 0) {
                outcome = Report.Outcome.UP_TO_DATE;
            } else if (!session.lock(wait)) {
                reason = "another migrate is at work here; nothing was changed";
            } else {
                changes = migrate(session);
                outcome = changes == 0 ? Report.Outcome.UP_TO_DATE : Report.Outcome.MIGRATED;
            }
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            reason = Reason.of(failure);
        }
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        return new Report.Applied(tenant.name(), tenant.schema(), outcome, changes, milliseconds, reason);
    }

    /** What is still pending now that nobody else is at work here. */
    private int migrate(SchemaSession session) throws SQLException, LiquibaseException {
        Pending pending = pending(session);
        session.setLockTimeout(config.lockTimeout());
        if (!pending.changes().isEmpty()) {
            session.createSchema();
            session.update(changelog);
        }
        writeAll(pending.registry(), session.connection());
        return pending.count();
    }

    /** One that fails leaves the others written. */
    private static void writeAll(List<RegistryEntry> entries, Connection connection) throws SQLException {
        SQLException failed = null;
        for (RegistryEntry entry : entries) {
            try {
                entry.write(connection);
            } catch (SQLException failure) {
                failed = failed == null ? failure : failed;
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private Pending pending(SchemaSession session) throws SQLException, LiquibaseException {
        Changelog wanted = session.changelog(changelog);
        History history = History.read(session.connection(), tenant.schema());
        history.edited(wanted).stream().findFirst().ifPresent(change -> {
            throw new NotAllowed("edited after it was applied: " + Changelog.name(change));
        });
        return pending(session, history, wanted);
    }

    private Pending pending(SchemaSession session, History history, Changelog wanted) throws SQLException {
        List<RegistryEntry> unknown = new ArrayList<>();
        for (RegistryEntry entry : registry) {
            if (entry.isPending(session.connection())) {
                unknown.add(entry);
            }
        }
        return new Pending(history.pending(wanted), unknown);
    }

    private SchemaSession open() throws SQLException {
        return SchemaSession.open(JdbcAddress.of(config.databaseUrl()), tenant.schema());
    }

    private Report.Status status(
            History history, List<String> pending, List<String> edited, Boolean drift, String reason) {
        return new Report.Status(
                tenant.name(),
                tenant.schema(),
                Text.lower(tenant.stage()),
                tenant.blueprint(),
                history.checksums().size(),
                history.lastRun(),
                pending,
                edited,
                drift,
                reason);
    }

    private Report.Planned planned(List<String> changes, String sql, String reason) {
        return new Report.Planned(tenant.name(), tenant.schema(), Text.lower(tenant.stage()), changes, sql, reason);
    }
}
