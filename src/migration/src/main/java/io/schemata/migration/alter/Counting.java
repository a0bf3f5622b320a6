package io.schemata.migration.alter;

/** Lets a new sequence go on behind the numbers that its column has already. */
final class Counting {
    private Counting() {}

    /**
     * @param table as an identifier
     * @param column as an identifier
     */
    static String on(String table, String column) {
        return "select setval(pg_get_serial_sequence('%s', '%s'), coalesce((select max(%s) from %s), 0) + 1, false)"
                .formatted(table.replace("'", "''"), unquoted(column).replace("'", "''"), column, table);
    }

    private static String unquoted(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier;
    }
}
