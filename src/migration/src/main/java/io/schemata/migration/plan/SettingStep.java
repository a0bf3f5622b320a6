package io.schemata.migration.plan;

import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.settings.DatabaseSetting;
import java.sql.SQLException;

/** Writes one setting of the registry. */
record SettingStep(DatabaseSetting setting) implements Step {
    @Override
    public String name() {
        return DatabaseSetting.NAME;
    }

    @Override
    public String sql() {
        return "-- %s%n%s%n".formatted(name(), setting.sql());
    }

    @Override
    public void run(SchemaSession session, LiquibaseRun liquibase) throws SQLException {
        setting.write(session.connection());
    }
}
