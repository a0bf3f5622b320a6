package io.schemata.migrate;

import io.schemata.registry.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import liquibase.exception.LiquibaseException;

/** One tenant, or the platform, and its changelog: how far it is, what it would get, and getting it. */
record TenantMigration(Tenant tenant, String changelog, List<RegistryEntry> registry, MigrateConfig config) {
    /** How far it is; whether it has drifted is not looked at. */
    Report.Status status() {
        try (SchemaSession session = open()) {
            Changelog wanted = session.changelog(changelog);
            History history = History.read(session.connection(), tenant.schema());
            return status(
                    history,
                    pending(session, history, wanted),
                    history.edited(wanted).stream().map(Changelog::name).toList());
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            return status(History.NONE, new Pending(List.of(), List.of()), List.of())
                    .failed(Reason.of(failure));
        }
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
        List<RegistryEntry> unknown = unknown(session); // asked again: the changes may know better what to ask
        writeAll(unknown, session.connection());
        return pending.changes().size() + unknown.size();
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
        return new Pending(history.pending(wanted), unknown(session));
    }

    private List<RegistryEntry> unknown(SchemaSession session) throws SQLException {
        List<RegistryEntry> unknown = new ArrayList<>();
        for (RegistryEntry entry : registry) {
            if (entry.isPending(session.connection())) {
                unknown.add(entry);
            }
        }
        return unknown;
    }

    private SchemaSession open() throws SQLException {
        return SchemaSession.open(JdbcAddress.configured(), tenant.schema());
    }

    private Report.Status status(History history, Pending pending, List<String> edited) {
        return new Report.Status(
                tenant.name(),
                tenant.schema(),
                Text.lower(tenant.stage()),
                tenant.blueprint(),
                history.checksums().size(),
                history.lastRun(),
                pending.names(),
                edited,
                null,
                null);
    }

    private Report.Planned planned(List<String> changes, String sql, String reason) {
        return new Report.Planned(tenant.name(), tenant.schema(), Text.lower(tenant.stage()), changes, sql, reason);
    }
}
