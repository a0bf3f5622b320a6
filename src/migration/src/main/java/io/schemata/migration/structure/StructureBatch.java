package io.schemata.migration.structure;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    private static final List<String> TEXTS = texts();

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

    /** @param isPlannedOnce whether the server may keep plans for this connection: not where a pooler hands sessions about */
    StructureBatch(Connection connection, Catalog catalog, boolean isPlannedOnce) {
        this.connection = connection;
        this.catalog = catalog;
        this.isPlannedOnce = isPlannedOnce;
    }

    /** All of them. The connection's transaction sees the schema alone afterwards. */
    List<Row> rows() throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < STATEMENTS; i++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(PREPARE);
            }
            read(TEXTS.get(i), partsOf(i), rows);
        }
        return rows;
    }

    private void read(String sql, List<Part> parts, List<Row> rows) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            if (isPlannedOnce) {
                query.unwrap(PGStatement.class).setPrepareThreshold(1);
            }
            int parameter = 1;
            for (Part part : parts) {
                Array ids =
                        connection.createArrayOf("int8", members(part.scopes()).toArray());
                for (int i = Catalog.parameters(part.sql()); i > 0; i--) {
                    query.setArray(parameter++, ids);
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

    private Set<Long> members(Set<Catalog.Scope> scopes) {
        Set<Long> members = new TreeSet<>();
        scopes.forEach(scope -> members.addAll(catalog.members(scope)));
        return members;
    }

    private static List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(null, EnumSet.allOf(Catalog.Scope.class), SqlFile.read(HiddenNames.FILE)));
        for (CatalogQuery query : CatalogQuery.values()) {
            parts.add(new Part(query, EnumSet.of(query.scope()), SqlFile.read(query.file())));
        }
        return List.copyOf(parts);
    }

    private static List<Part> partsOf(int statement) {
        int size = (PARTS.size() + STATEMENTS - 1) / STATEMENTS;
        return PARTS.subList(statement * size, Math.min(PARTS.size(), (statement + 1) * size));
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < STATEMENTS; i++) {
            List<String> selects = new ArrayList<>();
            for (Part part : partsOf(i)) {
                selects.add((part.query() == null ? HIDDEN_NAMES : PART).formatted(PARTS.indexOf(part), part.sql()));
            }
            texts.add(ROWS.formatted(String.join("\nunion all\n", selects)));
        }
        return List.copyOf(texts);
    }
}
