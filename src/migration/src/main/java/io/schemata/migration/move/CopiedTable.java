package io.schemata.migration.move;

import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table whose rows are copied, as its schema has it.
 *
 * @param only the word before its name where a query reads its own rows
 * @param columns those that are written
 * @param types their types
 * @param keys the columns of its primary key
 * @param keyTypes their types
 * @param rows about how many there are
 */
record CopiedTable(
        String schema,
        String name,
        String only,
        List<String> columns,
        List<String> types,
        List<String> keys,
        List<String> keyTypes,
        long rows) {
    private static final String TABLES = SqlFile.read("move/copied_tables.sql");
    private static final String NOTHING_ELSE = "set local search_path = pg_catalog, pg_temp";

    /** All tables of a schema, in the order of their names; types are named with their schemas from then on. */
    static List<CopiedTable> of(Connection connection, String schema) throws SQLException {
        List<CopiedTable> tables = new ArrayList<>();
        try (PreparedStatement path = connection.prepareStatement(NOTHING_ELSE);
                PreparedStatement query = connection.prepareStatement(TABLES)) {
            path.execute();
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    tables.add(new CopiedTable(
                            schema,
                            row.getString(1),
                            row.getString(2),
                            texts(row, 3),
                            texts(row, 4),
                            texts(row, 5),
                            texts(row, 6),
                            row.getLong(7)));
                }
            }
        }
        return tables;
    }

    /** With its schema, quoted. */
    String place() {
        return OwnName.quoted(schema) + "." + OwnName.quoted(name);
    }

    /** Its columns, for a list. */
    String columnList(String prefix) {
        return list(columns, column -> prefix + OwnName.quoted(column));
    }

    /** Its columns as those of the same table of another schema, which has types of its own. */
    String columnListFor(CopiedTable other, String prefix) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> prefix + OwnName.quoted(columns.get(i)) + cast(types.get(i), other.type(columns.get(i))))
                .collect(Collectors.joining(", "));
    }

    private static String cast(String type, String other) {
        return type.equals(other) ? "" : "::text::" + other;
    }

    private String type(String column) {
        return types.get(columns.indexOf(column));
    }

    /** The columns of its key, for a list. */
    String keyList(String prefix) {
        return list(keys, key -> prefix + OwnName.quoted(key));
    }

    /** The same from the last row to the first. */
    String keyListDescending() {
        return list(keys, key -> OwnName.quoted(key) + " desc");
    }

    /** The expression of the key of a row, for the trigger that notes it. */
    String keyExpression() {
        return "select jsonb_build_object(%s)"
                .formatted(list(keys, key -> "%s, ($1).%s".formatted(OwnName.text(key), OwnName.quoted(key))));
    }

    /** The one of the same name in another schema. */
    CopiedTable in(List<CopiedTable> others) throws SQLException {
        return others.stream()
                .filter(other -> other.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new SQLException(
                        "table %s was made since the move began: take the move back, and begin again".formatted(name)));
    }

    /** The key that is in a JSON value, for a list. */
    String keyOf(String json) {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> "(%s ->> %s)::%s".formatted(json, OwnName.text(keys.get(i)), keyTypes.get(i)))
                .collect(Collectors.joining(", "));
    }

    /** A JSON value of its key. */
    String keyAsJson() {
        return list(keys, key -> "%s, %s".formatted(OwnName.text(key), OwnName.quoted(key)));
    }

    /** A number that all rows together make, and how many there are. */
    String checksum(String alias) {
        return "count(*), coalesce(sum(hashtextextended(row(%s)::text, 0)::numeric), 0)".formatted(columnList(alias));
    }

    private static String list(List<String> names, Function<String, String> word) {
        return names.stream().map(word).collect(Collectors.joining(", "));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
