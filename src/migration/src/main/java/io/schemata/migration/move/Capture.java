package io.schemata.migration.move;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.WriteGuard;
import io.schemata.migration.structure.OwnName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The triggers that note which rows of a table are changed, and those that keep it as it is. */
record Capture(String move, CopiedTable table) {
    private static final String NAME = "schemata_note_change";
    private static final String WHOLE = "schemata_note_truncate";
    private static final String GUARDS = "select tgname from pg_trigger where tgrelid = to_regclass(?)"
            + " and tgname = any (string_to_array(?, ',')) order by 1";
    private static final String PARTITIONS = "select to_regclass(?)::text union"
            + " select relid::regclass::text from pg_partition_tree(to_regclass(?)) order by 1";

    /** The statements that begin to note changes; each waits for those who are writing. */
    List<String> begin(Connection connection) throws SQLException {
        String arguments = Stream.of(move, table.name(), table.keyExpression())
                .map(OwnName::text)
                .collect(Collectors.joining(", "));
        String note =
                "create or replace trigger %s after insert or update or delete on %s for each row execute function"
                        + " schemata.note_changed_row(%s)";
        String noteWhole = "create or replace trigger %s after truncate on %s for each statement execute function"
                + " schemata.note_changed_row(%s)";
        Stream<String> whole = places(connection).map(place -> noteWhole.formatted(WHOLE, place, arguments));
        return Stream.concat(Stream.of(note.formatted(NAME, table.place(), arguments)), whole)
                .toList();
    }

    /** The statements that end it; each waits for those who are reading. */
    List<String> end(Connection connection) throws SQLException {
        return Stream.concat(
                        Stream.of("drop trigger if exists %s on %s".formatted(NAME, table.place())),
                        places(connection).map(place -> "drop trigger if exists %s on %s".formatted(WHOLE, place)))
                .toList();
    }

    /** The statements after which all writes to it are refused. */
    List<String> guard(Connection connection) throws SQLException {
        return places(connection)
                .flatMap(place -> WriteGuard.on(place).stream())
                .toList();
    }

    /** The statements after which it is written to again, where it was guarded; they wait for no reader. */
    List<String> unguard(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String place : places(connection).toList()) {
            for (String name : FirstColumn.of(connection, GUARDS, place, String.join(",", WriteGuard.names()))) {
                statements.add("alter table %s disable trigger %s".formatted(place, name));
            }
        }
        return statements;
    }

    /** The statements that take what {@link #guard} made away. */
    List<String> dropGuards(Connection connection) throws SQLException {
        return places(connection).flatMap(WriteGuard::off).toList();
    }

    /** The table and its partitions: a statement on a partition runs the triggers of that partition alone. */
    private Stream<String> places(Connection connection) throws SQLException {
        return FirstColumn.of(connection, PARTITIONS, table.place(), table.place()).stream();
    }
}
