package io.schemata.migration.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Copies the rows of one table in the order of its key, a batch in each transaction, while writes go on. */
record BulkCopy(CopiedTable from, CopiedTable to) {
    private static final int BATCH_ROWS = 20_000;

    /**
     * @param rows how many were copied
     * @param lastKey the key of the last one as JSON, or null where there are no more
     */
    record Batch(long rows, String lastKey) {}

    /** Copies the rows behind a key, or the first ones; the caller commits. What is there already was changed since, and stays. */
    Batch next(Connection connection, String lastKey) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement(sql(lastKey != null))) {
            if (lastKey != null) {
                copy.setString(1, lastKey);
            }
            try (ResultSet row = copy.executeQuery()) {
                row.next();
                return new Batch(row.getLong(1), row.getString(2));
            }
        }
    }

    private String sql(boolean isBehind) {
        String keys = from.keyList("");
        String behind = isBehind
                ? "where (%s) > (select %s from (select ?::jsonb as last) one)".formatted(keys, from.keyOf("last"))
                : "";
        return """
                with batch as materialized (
                  select %1$s from %2$s%3$s as source %4$s order by %5$s limit %6$d
                ), put as (
                  insert into %7$s (%1$s) overriding system value select %10$s from batch on conflict do nothing
                )
                select count(*), (select jsonb_build_object(%8$s)::text from batch order by %9$s limit 1) from batch
                """.formatted(
                        from.columnList(""),
                        from.only(),
                        from.place(),
                        behind,
                        keys,
                        BATCH_ROWS,
                        to.place(),
                        from.keyAsJson(),
                        from.keyListDescending(),
                        from.columnListFor(to, ""));
    }
}
