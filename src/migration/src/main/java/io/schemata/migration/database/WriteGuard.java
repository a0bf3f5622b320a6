package io.schemata.migration.database;

import java.util.List;
import java.util.stream.Stream;

/** The triggers that keep a table as it is: {@code schemata.refuse_write}. */
public final class WriteGuard {
    private static final String ROWS = "schemata_refuse_write";
    private static final String WHOLE = "schemata_refuse_truncate";

    private WriteGuard() {}

    /** Their names. */
    public static List<String> names() {
        return List.of(ROWS, WHOLE);
    }

    /** The statements that put them on a table, which is named with its schema. */
    public static List<String> on(String table) {
        return List.of(trigger(ROWS, "insert or update or delete", table), trigger(WHOLE, "truncate", table));
    }

    /** The statements that take them away. */
    public static Stream<String> off(String table) {
        return names().stream().map(name -> "drop trigger if exists %s on %s".formatted(name, table));
    }

    private static String trigger(String name, String events, String table) {
        return "create or replace trigger %s before %s on %s for each statement execute function schemata.refuse_write()"
                .formatted(name, events, table);
    }
}
