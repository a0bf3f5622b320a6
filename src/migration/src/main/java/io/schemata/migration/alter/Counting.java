package io.schemata.migration.alter;

/** Lets a new sequence go on behind the numbers that a column has already. */
final class Counting {
    private static final String GO_ON = """
            select setval('%1$s', used.last)
            from pg_sequence s
            cross join lateral (
              select (case when s.seqincrement > 0 then max(%2$s) else min(%2$s) end)::bigint as last from %3$s) as used
            where s.seqrelid = '%1$s'::regclass and used.last between s.seqmin and s.seqmax
              and (used.last - coalesce(pg_sequence_last_value(s.seqrelid), s.seqstart - s.seqincrement)) * sign(s.seqincrement) > 0""";

    private Counting() {}

    /** The statement, of identifiers. */
    static String on(String sequence, String table, String column) {
        return GO_ON.formatted(sequence.replace("'", "''"), column, table);
    }
}
