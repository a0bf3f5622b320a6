package io.schemata.migration.move;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.structure.OwnName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The history of a tenant's changesets, which goes with its tables. */
final class History {
    static final List<String> TABLES = List.of("databasechangelog", "databasechangeloglock");

    private static final String IS_THERE = "select to_regclass(quote_ident(?) || '.databasechangelog')::text";

    private History() {}

    static void copy(Connection connection, String source, String target) throws SQLException {
        if (FirstColumn.of(connection, IS_THERE, source).get(0) == null) {
            return;
        }
        for (String table : TABLES) {
            String from = OwnName.quoted(source) + "." + table;
            String to = OwnName.quoted(target) + "." + table;
            Transaction.runAll(
                    connection,
                    List.of(
                            "create table %s (like %s including all)".formatted(to, from),
                            "insert into %s select * from %s".formatted(to, from),
                            "revoke all on %s from public, anon, authenticated, service_role".formatted(to),
                            "alter table %s enable row level security".formatted(to),
                            "create policy \"Nobody but migrate\" on %s for all to anon, authenticated, service_role using (false)"
                                    .formatted(to)));
        }
    }
}
