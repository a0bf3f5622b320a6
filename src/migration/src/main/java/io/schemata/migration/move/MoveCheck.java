package io.schemata.migration.move;

import io.schemata.migration.adopt.Adoptions;
import io.schemata.migration.report.MovePlan.Table;
import io.schemata.migration.report.Words;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.SchemaContent;
import io.schemata.migration.structure.SqlFile;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is known of a move before it is begun. Reads only. */
record MoveCheck(List<Table> tables, List<String> obstacles, List<String> notes) {
    static final MoveCheck NONE = new MoveCheck(List.of(), List.of(), List.of());

    private static final String TABLES = SqlFile.read("move/tables.sql");
    private static final String OBSTACLES = SqlFile.read("move/obstacles.sql");
    private static final int MOST_NAMES = 5;

    static MoveCheck read(Connection connection, String source, String target, boolean isCopy) throws SQLException {
        List<String> obstacles = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (!SchemaContent.exists(connection, source)) {
            return new MoveCheck(List.of(), List.of("there is no schema %s".formatted(source)), notes);
        }
        List<String> content = SchemaContent.names(connection, target);
        if (!content.isEmpty()) {
            obstacles.add("schema %s is not empty, it has %s".formatted(target, Words.first(MOST_NAMES, content)));
        }
        addMoves(connection, source, target, obstacles);
        if (!isCopy) {
            addFound(connection, source, obstacles, notes);
        } else if (obstacles.isEmpty()) {
            obstacles.addAll(CopyCheck.obstacles(connection, source, target));
        }
        Structure structure = Structure.read(Catalog.of(connection, source));
        structure
                .textsOfItsName()
                .forEach(name ->
                        notes.add("%s has the text '%s', which is left as it is: look whether it means the schema"
                                .formatted(name, source)));
        return new MoveCheck(tables(connection, source), obstacles, notes);
    }

    private static void addMoves(Connection connection, String source, String target, List<String> obstacles)
            throws SQLException {
        for (String schema : List.of(source, target)) {
            Moves.remark(connection, schema)
                    .ifPresent(remark -> obstacles.add("schema %s %s".formatted(schema, remark)));
            if (Moves.find(connection, schema).isPresent()) {
                obstacles.add("schema %s was moved here before: finish that move, or take it back".formatted(schema));
            }
            if (Adoptions.find(connection, schema).isPresent()) {
                obstacles.add("an adoption of schema %s is not finished".formatted(schema));
            }
        }
    }

    private static void addFound(Connection connection, String source, List<String> obstacles, List<String> notes)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OBSTACLES)) {
            for (int i = 1; i <= 5; i++) {
                query.setString(i, source);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    (rows.getBoolean(1) ? obstacles : notes).add(rows.getString(2));
                }
            }
        }
    }

    private static List<Table> tables(Connection connection, String source) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(TABLES)) {
            query.setString(1, source);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.add(new Table(rows.getString(1), rows.getLong(2), rows.getLong(3)));
                }
            }
        }
        return tables;
    }
}
