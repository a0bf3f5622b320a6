package io.schemata.migration.plan;

import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.SchemaSession;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates the schema where it is missing, and Liquibase's tables in it. */
record CreateSchemaStep(String schema) implements Step {
    @Override
    public String name() {
        return "schema " + schema;
    }

    @Override
    public String sql() {
        return "%s;%nset search_path = \"%s\", pg_temp;%n".formatted(create(), schema);
    }

    @Override
    public void run(SchemaSession session, LiquibaseRun liquibase) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(create());
        }
        liquibase.begin();
    }

    private String create() {
        return "create schema if not exists \"%s\"".formatted(schema);
    }
}
