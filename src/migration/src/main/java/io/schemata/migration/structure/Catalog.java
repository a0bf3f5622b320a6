package io.schemata.migration.structure;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One schema of the database as the system catalog describes it, seen with nothing but itself in the search path: its
 * own names come without the schema's, all others with theirs. Good for as long as the transaction it was opened in.
 */
public final class Catalog {
    /** What a query asks after. */
    public enum Scope {
        SCHEMA,
        RELATIONS,
        /** With Liquibase's own tables. */
        ALL_RELATIONS,
        ROUTINES,
        TYPES
    }

    /** Takes what it needs of a row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static final String MEMBERS = "structure/members.sql";

    private static final Pattern PARAMETER = Pattern.compile("\\(\\?(?=\\)|::)");

    private static final String FIND = "select oid::bigint, quote_ident(nspname) from pg_namespace where nspname = ?";
    private static final String LOOK_FROM_WITHIN = "select set_config('search_path', quote_ident(?), true),"
            + " set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, MDY', true),"
            + " set_config('IntervalStyle', 'postgres', true), set_config('bytea_output', 'hex', true)";

    private final Connection connection;
    private final String schema;
    private String identifier;
    private final Map<Scope, List<Long>> members = new EnumMap<>(Scope.class);

    private Catalog(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
        for (Scope scope : Scope.values()) {
            members.put(scope, new ArrayList<>());
        }
    }

    /**
     * @param connection in a transaction; it sees the schema alone afterwards
     * @throws NoSuchSchemaException where there is none of this name
     */
    public static Catalog of(Connection connection, String schema) throws SQLException {
        Catalog catalog = new Catalog(connection, schema);
        catalog.find();
        return catalog;
    }

    /** The same schema as if it had not these tables, views, sequences, types and functions. */
    public Catalog without(Set<Long> objects) {
        Catalog rest = new Catalog(connection, schema);
        rest.identifier = identifier;
        members.forEach((scope, ids) -> rest.members.put(
                scope,
                scope == Scope.SCHEMA
                        ? ids
                        : ids.stream().filter(id -> !objects.contains(id)).toList()));
        return rest;
    }

    String schema() {
        return schema;
    }

    /** The schema's name as the server writes it. */
    String identifier() {
        return identifier;
    }

    List<Long> members(Scope scope) {
        return members.get(scope);
    }

    /** The rows of a query that takes the object ids of what it asks after, once or several times. */
    public <T> List<T> query(String file, Scope scope, RowReader<T> reader) throws SQLException {
        return query(file, members.get(scope), reader);
    }

    /** The same of some objects. */
    public <T> List<T> query(String file, Collection<Long> objects, RowReader<T> reader) throws SQLException {
        String sql = SqlFile.read(file);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            Array ids = connection.createArrayOf("int8", objects.toArray());
            for (int i = parameters(sql); i > 0; i--) {
                query.setArray(i, ids);
            }
            return rows(query, reader);
        }
    }

    /** How often a query takes the object ids of what it asks after. */
    static int parameters(String sql) {
        return PARAMETER.split(sql, -1).length - 1;
    }

    private void find() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, schema);
            members.put(Scope.SCHEMA, rows(query, this::found));
        }
        if (members.get(Scope.SCHEMA).isEmpty()) {
            throw new NoSuchSchemaException(schema);
        }
        lookFromWithin();
        try (PreparedStatement query = connection.prepareStatement(SqlFile.read(MEMBERS))) {
            query.setLong(1, members.get(Scope.SCHEMA).get(0));
            rows(query, this::add);
        }
    }

    private long found(ResultSet row) throws SQLException {
        identifier = row.getString(2);
        return row.getLong(1);
    }

    /** With nothing but itself in the search path, whatever was there before. */
    public void lookFromWithin() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOOK_FROM_WITHIN)) {
            statement.setString(1, schema);
            statement.execute();
        }
    }

    private boolean add(ResultSet row) throws SQLException {
        long object = row.getLong(2);
        switch (row.getString(1)) {
            case "pg_proc" -> members.get(Scope.ROUTINES).add(object);
            case "pg_type" -> members.get(Scope.TYPES).add(object);
            default -> {
                members.get(Scope.ALL_RELATIONS).add(object);
                if (!row.getBoolean(3)) {
                    members.get(Scope.RELATIONS).add(object);
                }
            }
        }
        return true;
    }

    private static <T> List<T> rows(PreparedStatement query, RowReader<T> reader) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }
}
