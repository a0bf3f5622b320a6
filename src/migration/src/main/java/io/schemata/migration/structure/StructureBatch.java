package io.schemata.migration.structure;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.PGStatement;

/**
 * The rows of all queries of the catalog in a few round trips. The server plans a statement anew for each search path, and that
 * takes longer than the statement itself: here the path is one and the same when a statement is planned, and the statement
 * sets it before it reads anything. Were it not so, names would come with their schema, and be none of a blueprint: what is
 * read here may say that a schema is as another one, and never that it is not.
 */
final class StructureBatch {
    /** One statement of all would take the server twice as long to plan. */
    private static final int STATEMENTS = 5;

    private static final String ROWS = "select part, name, definition from (%s) as parts (part, name, definition)"
            + " where (select set_config('search_path', quote_ident(?), true)) is not null";
    private static final String PART = "select %d, name::text, definition::text from (%s)"
            + " as rows_of_part (name, catalog, object, definition, removal)";
    private static final String HIDDEN_NAMES =
            "select %d, name::text, identifier::text from (%s) as hidden_names (name, identifier)";
    private static final String PREPARE = "select set_config('search_path', 'pg_catalog', true),"
            + " set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)";

    private static final List<Part> PARTS = parts();
    private static final List<Batch> BATCHES = batches();

    private final Connection connection;
    private final Catalog catalog;
    private final boolean isPlannedOnce;

    /**
     * A row of a query.
     *
     * @param part the query, or null for a name that PostgreSQL has too: as it is and as an identifier
     */
    record Row(CatalogQuery part, String name, String definition) {}

    private record Part(CatalogQuery query, Set<Catalog.Scope> scopes, String sql) {}

    /** Some of the queries in one statement. */
    private record Batch(String sql, List<Part> parts) {}

    /** @param isPlannedOnce whether the server may keep plans for this connection: not where a pooler hands sessions about */
    StructureBatch(Connection connection, Catalog catalog, boolean isPlannedOnce) {
        this.connection = connection;
        this.catalog = catalog;
        this.isPlannedOnce = isPlannedOnce;
    }

    /** All of them. The connection's transaction sees the schema alone afterwards. */
    List<Row> rows() throws SQLException {
        List<Row> rows = new ArrayList<>();
        Map<Set<Catalog.Scope>, Array> members = new HashMap<>();
        for (Part part : PARTS) {
            if (!members.containsKey(part.scopes())) {
                members.put(part.scopes(), members(part.scopes()));
            }
        }
        for (Batch batch : BATCHES) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(PREPARE);
            }
            read(batch, members, rows);
        }
        return rows;
    }

    private void read(Batch batch, Map<Set<Catalog.Scope>, Array> members, List<Row> rows) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(batch.sql())) {
            if (isPlannedOnce) {
                query.unwrap(PGStatement.class).setPrepareThreshold(1);
            }
            int parameter = 1;
            for (Part part : batch.parts()) {
                for (int i = Catalog.parameters(part.sql()); i > 0; i--) {
                    query.setArray(parameter++, members.get(part.scopes()));
                }
            }
            query.setString(parameter, catalog.schema());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    int part = row.getInt(1);
                    rows.add(new Row(PARTS.get(part).query(), row.getString(2), row.getString(3)));
                }
            }
        }
    }

    private Array members(Set<Catalog.Scope> scopes) throws SQLException {
        Set<Long> members = new TreeSet<>();
        scopes.forEach(scope -> members.addAll(catalog.members(scope)));
        return connection.createArrayOf("int8", members.toArray());
    }

    private static List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(null, EnumSet.allOf(Catalog.Scope.class), SqlFile.read(HiddenNames.FILE)));
        for (CatalogQuery query : CatalogQuery.values()) {
            parts.add(new Part(query, EnumSet.of(query.scope()), SqlFile.read(query.file())));
        }
        return List.copyOf(parts);
    }

    private static List<Batch> batches() {
        int size = (PARTS.size() + STATEMENTS - 1) / STATEMENTS;
        List<Batch> batches = new ArrayList<>();
        for (int first = 0; first < PARTS.size(); first += size) {
            List<Part> parts = PARTS.subList(first, Math.min(PARTS.size(), first + size));
            List<String> selects = new ArrayList<>();
            for (Part part : parts) {
                selects.add((part.query() == null ? HIDDEN_NAMES : PART).formatted(PARTS.indexOf(part), part.sql()));
            }
            batches.add(new Batch(ROWS.formatted(String.join("\nunion all\n", selects)), parts));
        }
        return List.copyOf(batches);
    }
}
