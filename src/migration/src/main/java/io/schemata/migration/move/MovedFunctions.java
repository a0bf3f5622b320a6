package io.schemata.migration.move;

import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The functions of a schema that gets another name: those that spell the name have to be made anew. */
record MovedFunctions(Structure structure) {
    private static final String BODIES_COME_LATER = "set local check_function_bodies = off";

    static MovedFunctions read(Connection connection, String schema) throws SQLException {
        return new MovedFunctions(Structure.read(Catalog.of(connection, schema)));
    }

    /**
     * The statements that make them for the schema's new name.
     *
     * @param staysFound whether extensions stay where they are, so that functions look there too
     */
    List<String> under(String target, boolean staysFound) {
        List<String> statements = beginning(target);
        all().forEach(function -> {
            String after = definition(function, target);
            if (!after.equals(definition(function, structure.schema()))) {
                statements.add(staysFound ? SearchPath.with(after, target, structure.schema()) : after);
            }
        });
        return statements;
    }

    /** Their definitions by name: as they are, and as they would be under another name of the schema. */
    Map<String, List<String>> definitions(String target) {
        Map<String, List<String>> pairs = new TreeMap<>();
        all().forEach(function -> pairs.put(
                function.name(), List.of(definition(function, structure.schema()), definition(function, target))));
        return pairs;
    }

    /** Their definitions, as these were read and as they are under the new name. */
    Map<String, List<String>> asMoved(Connection connection, String target) throws SQLException {
        Map<String, String> now = new TreeMap<>();
        MovedFunctions moved = read(connection, target);
        moved.all().forEach(function -> now.put(function.name(), moved.definition(function, target)));
        Map<String, List<String>> pairs = new TreeMap<>();
        all().forEach(function -> {
            String before = definition(function, structure.schema());
            if (now.containsKey(function.name()) && !before.equals(now.get(function.name()))) {
                pairs.put(function.name(), List.of(before, now.get(function.name())));
            }
        });
        return pairs;
    }

    /** The statements that make them for the old name: to the letter, where they are as the move has left them. */
    List<String> asBefore(Move move) {
        List<String> statements = beginning(move.source());
        all().forEach(function -> {
            String now = definition(function, structure.schema());
            List<String> pair = move.functions().get(function.name());
            String before = pair != null && pair.get(1).equals(now)
                    ? pair.get(0)
                    : SearchPath.once(definition(function, move.source()), move.source());
            if (!before.equals(now)) {
                statements.add(before);
            }
        });
        return statements;
    }

    private static List<String> beginning(String schema) {
        return new ArrayList<>(
                List.of("set local search_path = %s, pg_temp".formatted(OwnName.quoted(schema)), BODIES_COME_LATER));
    }

    private Stream<SchemaObject> all() {
        return structure.items().stream().filter(item -> item.part() == CatalogQuery.FUNCTIONS);
    }

    private String definition(SchemaObject function, String schema) {
        return structure.ownName().definition(function, schema);
    }
}
