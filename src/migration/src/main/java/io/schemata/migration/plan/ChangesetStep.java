package io.schemata.migration.plan;

import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.SchemaSession;
import java.sql.SQLException;
import liquibase.changelog.ChangeSet;

/** Applies one changeset in a transaction of its own. */
record ChangesetStep(ChangeSet changeset) implements Step {
    @Override
    public String name() {
        return Changesets.name(changeset);
    }

    @Override
    public String sql() {
        return "%n-- %s%n".formatted(name()) + Changesets.sql(changeset);
    }

    @Override
    public void run(SchemaSession session, LiquibaseRun liquibase) throws SQLException {
        liquibase.apply(changeset);
    }
}
