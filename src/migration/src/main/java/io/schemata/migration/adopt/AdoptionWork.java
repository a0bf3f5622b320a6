package io.schemata.migration.adopt;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.adopt.AdoptionState.Phase;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.plan.PendingSteps;
import io.schemata.migration.plan.Step;
import io.schemata.migration.report.AdoptedTable;
import io.schemata.migration.report.AdoptedTenant;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Progress;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The steps of an adoption, each one transaction, on a session that is alone at work on the tenant's schema. */
@ApplicationScoped
public class AdoptionWork {
    private static final String CLOSE =
            "revoke usage on schema %s from public, anon, authenticated, service_role, schemata_functions";

    private final Targets targets;
    private final BlueprintStructures blueprints;
    private final MigrationConfig config;

    public AdoptionWork(Targets targets, BlueprintStructures blueprints, MigrationConfig config) {
        this.targets = targets;
        this.blueprints = blueprints;
        this.config = config;
    }

    /** Makes what all tenants need, and lets the old sign-up functions rest. */
    void begin(SchemaSession session, OldSchema old, Choices choices, List<String> filledTables, Duration wait)
            throws SQLException {
        makePlatform(wait);
        Transaction.perform(
                session.connection(),
                connection -> SetAside.begin(connection, old, session.schema(), choices, filledTables));
    }

    /** Does what is left to do. */
    AdoptedTenant goOn(
            SchemaSession session,
            Target target,
            AdoptionState state,
            List<String> notices,
            Consumer<Progress> progress)
            throws SQLException {
        if (state.isBefore(Phase.SET_ASIDE)) {
            Transaction.perform(session.connection(), connection -> SetAside.run(connection, state));
        }
        if (state.isBefore(Phase.MADE)) {
            make(session, target, state);
        }
        List<AdoptedTable> tables = RowCopying.run(session, state, progress);
        new Opening(session, target, targets.platform(), state, blueprints, config.lockTimeout()).run();
        long milliseconds = Adoptions.milliseconds(session.connection(), state);
        return new AdoptedTenant(
                target.name(), target.schema(), Outcome.ADOPTED, state.kept(), tables, notices, milliseconds, null);
    }

    private void makePlatform(Duration wait) throws SQLException {
        Target platform = targets.platform();
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), platform.schema())) {
            if (!session.lock(wait)) {
                throw new SQLException("another migrate is at work on what all tenants need; nothing was changed");
            }
            session.setLockTimeout(config.lockTimeout());
            LiquibaseRun liquibase = LiquibaseRun.of(session, platform.changelog());
            for (Step step : PendingSteps.read(platform, session, liquibase).changes()) {
                step.run(session, liquibase);
            }
        }
    }

    /** Change by change; nobody may enter the schema, whatever they give away. */
    private static void make(SchemaSession session, Target target, AdoptionState state) throws SQLException {
        LiquibaseRun liquibase = LiquibaseRun.of(session, target.changelog());
        for (Step step : PendingSteps.read(target, session, liquibase).changes()) {
            step.run(session, liquibase);
            Transaction.perform(
                    session.connection(),
                    connection ->
                            Transaction.runAll(connection, List.of(CLOSE.formatted(OwnName.quoted(session.schema())))));
        }
        Transaction.perform(session.connection(), connection -> Adoptions.advance(connection, state, Phase.MADE));
    }
}
