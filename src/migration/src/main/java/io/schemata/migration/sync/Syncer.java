package io.schemata.migration.sync;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.move.Moves;
import io.schemata.migration.plan.PendingSteps;
import io.schemata.migration.plan.Step;
import io.schemata.migration.preflight.UnderWay;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.SyncedTenant;
import io.schemata.migration.report.Words;
import io.schemata.migration.rollout.RolloutEntry;
import io.schemata.migration.rollout.RolloutLog;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SqlFile;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import io.schemata.migration.targets.TenantTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gives a tenant that is no production one the structure of another, and takes all its rows away. */
@ApplicationScoped
public class Syncer {
    private static final String DEPENDENTS = SqlFile.read("structure/dependents.sql");
    private static final String OTHERS = SqlFile.read("structure/outer_objects.sql");
    private static final String TABLES =
            "select relname from pg_class where relkind in ('r', 'p') and relnamespace = to_regnamespace(quote_ident(?))";

    private final Targets targets;
    private final MigrationConfig config;

    public Syncer(Targets targets, MigrationConfig config) {
        this.targets = targets;
        this.config = config;
    }

    /**
     * Makes the target's schema anew. It is made on trial first, in a transaction that is rolled back, so that a schema is
     * dropped only where its like can be made. Refused: tenants that are not configured, a stage that is not replaced, two
     * blueprints, a name that is not the schema's, objects of other schemas that need it, a structure that cannot be made.
     *
     * @param wait the longest wait for another {@code migrate} that is at work on the target
     */
    public SyncedTenant sync(SyncRequest request, Duration wait) {
        Target source = targets.select(List.of(request.source())).get(0);
        Target target = StagePolicy.SYNC.require(
                targets.select(List.of(request.target())).get(0));
        requireAlike(source, target);
        long start = System.nanoTime();
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            requireTyped(session.connection(), target, request.typed());
            if (!session.lock(wait)) {
                return ended(source, target, start, Outcome.FAILED, SchemaSession.IS_LOCKED);
            }
            session.setLockTimeout(config.lockTimeout());
            UnderWay.requireNone(session.connection(), target);
            Moves.requireNoWayBack(session.connection(), target);
            requireAlone(session.connection(), target);
            tryOut(session, source, target);
            try (RolloutLog log = RolloutLog.begin(RolloutLog.Run.of("sync", null))) {
                make(session, source, target);
                SyncedTenant done = ended(source, target, start, Outcome.SYNCED, null);
                note(log, session, target, done);
                return done;
            }
        } catch (SQLException failure) {
            return ended(source, target, start, Outcome.FAILED, LockedTable.reasonOfWrite(failure, target.schema()));
        }
    }

    private static void requireAlike(Target source, Target target) {
        boolean isAlike = source instanceof TenantTarget
                && !source.name().equals(target.name())
                && source.blueprint().equals(target.blueprint());
        if (!isAlike) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED,
                    "'%s' cannot get the structure of '%s': it wants another tenant of its own blueprint '%s'"
                            .formatted(target.name(), source.name(), target.blueprint()));
        }
    }

    private static void requireTyped(Connection connection, Target target, String typed) throws SQLException {
        if (!target.schema().equals(typed)) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION,
                    "sync drops the schema of '%s' with %d tables and all their rows: type its name, --drop %s"
                            .formatted(
                                    target.name(),
                                    FirstColumn.of(connection, TABLES, target.schema())
                                            .size(),
                                    target.schema()));
        }
    }

    private static void requireAlone(Connection connection, Target target) throws SQLException {
        List<String> dependents = new ArrayList<>(FirstColumn.of(connection, DEPENDENTS, target.schema()));
        dependents.addAll(FirstColumn.of(
                connection,
                OTHERS,
                target.schema(),
                target.schema(),
                target.schema(),
                target.schema(),
                target.schema()));
        if (!dependents.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED,
                    "the schema of '%s' cannot be dropped, others need it: %s"
                            .formatted(target.name(), Words.first(5, dependents)));
        }
    }

    private static void tryOut(SchemaSession session, Target source, Target target) throws SQLException {
        LiquibaseRun liquibase = LiquibaseRun.of(session, target.changelog());
        Transaction.tried(session.connection(), connection -> {
            Replacement replacement = Replacement.read(connection, source.schema(), liquibase.changelog());
            Transaction.runAll(connection, List.of("create schema " + ReferenceSchema.NAME));
            replacement.make(connection, ReferenceSchema.NAME);
            return replacement;
        });
    }

    /** Dropped and empty, and then made: a process that is killed between leaves an empty schema, and the next sync makes it. */
    private static void make(SchemaSession session, Target source, Target target) throws SQLException {
        Connection connection = session.connection();
        LiquibaseRun liquibase = LiquibaseRun.of(session, target.changelog());
        String name = OwnName.quoted(target.schema());
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists %1$s cascade; create schema %1$s".formatted(name));
        }
        liquibase.begin();
        connection.setAutoCommit(false);
        Replacement replacement = Replacement.read(connection, source.schema(), liquibase.changelog());
        replacement.make(connection, target.schema());
        ReferenceSchema.setSearchPath(connection, target.schema());
        liquibase.noteAll(replacement.changesets(), replacement.checksums());
        connection.commit();
        connection.setAutoCommit(true);
        session.setSearchPath();
        for (Step setting : PendingSteps.settings(target, session)) {
            setting.run(session, liquibase);
        }
    }

    private static void note(RolloutLog log, SchemaSession session, Target target, SyncedTenant done)
            throws SQLException {
        log.note(new RolloutEntry(
                done.tenant(),
                done.schema(),
                Words.of(done.outcome()),
                List.of(),
                done.milliseconds(),
                "from " + done.source(),
                target.blueprint(),
                null,
                RolloutEntry.history(session)));
        log.end(false, true);
    }

    private static SyncedTenant ended(Target source, Target target, long start, Outcome outcome, String reason) {
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        return new SyncedTenant(target.name(), target.schema(), source.name(), outcome, milliseconds, reason);
    }
}
