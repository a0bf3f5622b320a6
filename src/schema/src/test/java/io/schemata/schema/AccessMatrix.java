package io.schemata.schema;

import io.schemata.testing.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tries who can select, insert, update and delete what in a schema, by doing it: as anon, as the user whose rows are
 * there, as another user, and as service_role, each after the functions' login as PostgREST's would.
 */
final class AccessMatrix {
    private static final String TABLES = "select relname::text, relkind = 'v' from pg_class"
            + " where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v') order by 1";
    private static final String COLUMNS = "select attname::text from pg_attribute where attrelid = to_regclass(?)"
            + " and attnum > 0 and not attisdropped and attgenerated = '' and attidentity <> 'a'"
            + " and has_column_privilege(?, attrelid, attnum, ?) order by attnum";

    /** No privilege or policy, a view that cannot be written, and what our own triggers refuse. */
    private static final List<String> REFUSALS = List.of("42501", "55000", "SC");

    private static final String HELD_UP_BY_ROWS = "23";

    private final Connection connection;
    private final String schema;
    private final UUID anna;
    private final UUID bert;

    AccessMatrix(Connection connection, String schema, UUID anna, UUID bert) {
        this.connection = connection;
        this.schema = schema;
        this.anna = anna;
        this.bert = bert;
    }

    /** A line for each table or view: {@code s}elect, {@code i}nsert, {@code u}pdate, {@code d}elete, or a dash. */
    String text() throws SQLException {
        StringBuilder text =
                new StringBuilder("%-30s %-6s %-6s %-6s %s%n".formatted("", "anon", "Anna", "Bert", "service"));
        Database.execute(connection, "set local search_path = " + schema);
        for (List<Object> table : Database.rows(connection, TABLES)) {
            String name = (String) table.get(0);
            boolean isView = (Boolean) table.get(1);
            text.append("%-30s %-6s %-6s %-6s %s%n"
                    .formatted(
                            name,
                            access(name, isView, "anon", null),
                            access(name, isView, "authenticated", anna),
                            access(name, isView, "authenticated", bert),
                            access(name, isView, "service_role", null)));
        }
        return text.toString();
    }

    private String access(String table, boolean isView, String role, UUID user) throws SQLException {
        return (canSelect(table, role, user) ? "s" : "-")
                + (!isView && canInsert(table, role, user) ? "i" : "-")
                + (canUpdate(table, role, user) ? "u" : "-")
                + (can(role, user, "delete from " + table) ? "d" : "-");
    }

    private boolean canSelect(String table, String role, UUID user) throws SQLException {
        List<String> columns = columns(table, role, "select");
        if (columns.isEmpty()) {
            return false;
        }
        become(role, user);
        try {
            String sql = "select count(*) from (select \"%s\" from %s) as t".formatted(columns.get(0), table);
            return (Long) Database.rows(connection, sql).get(0).get(0) > 0;
        } finally {
            Database.execute(connection, "rollback to savepoint tried");
        }
    }

    /** Anna's row is taken away and put back by the caller, as far as they may name its columns. */
    private boolean canInsert(String table, String role, UUID user) throws SQLException {
        List<String> columns = columns(table, role, "insert");
        if (columns.isEmpty()) {
            return false;
        }
        Database.execute(connection, "savepoint before");
        Object row = anyRow(table);
        columns = columns.stream().filter(column -> isGiven(row, column)).toList();
        Database.execute(connection, "set local session_replication_role = replica");
        Database.execute(connection, "delete from " + table);
        Database.execute(connection, "set local session_replication_role = origin");
        String list = columns.stream().collect(Collectors.joining("\", \"", "\"", "\""));
        boolean can = can(
                role,
                user,
                "insert into %s (%s) select %s from jsonb_populate_record(null::%s, ?)"
                        .formatted(table, list, list, table),
                row);
        Database.execute(connection, "rollback to savepoint before");
        return can;
    }

    private boolean canUpdate(String table, String role, UUID user) throws SQLException {
        for (String column : columns(table, role, "update")) {
            String sql = "update %s set \"%s\" = (jsonb_populate_record(null::%s, ?)).\"%s\""
                    .formatted(table, column, table, column);
            if (can(role, user, sql, anyRow(table))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it changes a row, or is held up by nothing but other rows; it is undone. */
    private boolean can(String role, UUID user, String sql, Object... values) throws SQLException {
        become(role, user);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate() > 0;
        } catch (SQLException refused) {
            if (refused.getSQLState().startsWith(HELD_UP_BY_ROWS)) {
                return true;
            }
            if (REFUSALS.stream().anyMatch(refused.getSQLState()::startsWith)) {
                return false;
            }
            throw new IllegalStateException(role + ": " + sql + ": " + refused.getMessage(), refused);
        } finally {
            Database.execute(connection, "rollback to savepoint tried");
        }
    }

    private void become(String role, UUID user) throws SQLException {
        Database.execute(connection, "savepoint tried");
        String claims = user == null
                ? "{\"role\":\"%s\"}".formatted(role)
                : "{\"role\":\"%s\",\"sub\":\"%s\"}".formatted(role, user);
        Database.rows(connection, "select set_config('request.jwt.claims', ?, true)", claims);
        Database.execute(connection, "set local session authorization schemata_functions");
        Database.execute(connection, "set local role " + role);
    }

    private Object anyRow(String table) throws SQLException {
        List<List<Object>> rows = Database.rows(connection, "select to_jsonb(t) from %s as t limit 1".formatted(table));
        return rows.isEmpty() ? null : rows.get(0).get(0);
    }

    private boolean isGiven(Object row, String column) {
        try {
            return (Boolean) Database.rows(connection, "select (?::jsonb -> ?) <> 'null'", row, column)
                    .get(0)
                    .get(0);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> columns(String table, String role, String privilege) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (List<Object> row : Database.rows(connection, COLUMNS, table, role, privilege)) {
            columns.add((String) row.get(0));
        }
        return columns;
    }
}
