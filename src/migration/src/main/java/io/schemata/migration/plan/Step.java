package io.schemata.migration.plan;

import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.SchemaSession;
import java.sql.SQLException;

/** One step of bringing a target up to date: {@code plan} shows its SQL, and {@code apply} runs it. */
public sealed interface Step permits CreateSchemaStep, ChangesetStep, SettingStep {
    /** The step's name in plans and reports. */
    String name();

    /** What {@link #run} does, as a script for psql. */
    String sql();

    void run(SchemaSession session, LiquibaseRun liquibase) throws SQLException;
}
