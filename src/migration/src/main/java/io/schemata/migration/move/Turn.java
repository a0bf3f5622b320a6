package io.schemata.migration.move;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.exposure.DataApi;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The moment in which writes go from one schema to the other: in one transaction, behind a lock that lets readers go on, the last
 * changes are taken over and proven, sequences go on, the one schema becomes read-only and the other is written to.
 *
 * @param move the name of the move in the notes
 * @param from the schema that was written to
 * @param to the schema that is written to afterwards
 * @param isNoted whether changes are noted there from then on
 * @param fingerprint that of the structure that was compared
 */
record Turn(CopySession session, String move, String from, String to, boolean isNoted, String fingerprint) {
    private static final String FINGERPRINT = SqlFile.read("move/fingerprint.sql");
    private static final String SEQUENCES = SqlFile.read("move/sequences.sql");

    /** What is done besides, in the same transaction. */
    interface Also {
        void run(Connection connection) throws SQLException;
    }

    /** A number that is another after any change of a schema's structure. */
    static String fingerprint(Connection connection, String schema) throws SQLException {
        return FirstColumn.of(connection, FINGERPRINT, schema, schema, schema, schema, schema, schema, schema)
                .get(0);
    }

    /** Answers for how long nothing could be written, in milliseconds. */
    long run(Also also) throws SQLException {
        List<CopiedTable> before = session.run(connection -> CopiedTable.of(connection, from));
        List<CopiedTable> after = session.run(connection -> CopiedTable.of(connection, to));
        List<String> locks = before.isEmpty()
                ? List.of()
                : List.of("lock table %s in share row exclusive mode"
                        .formatted(before.stream().map(CopiedTable::place).collect(Collectors.joining(", "))));
        long start = session.patiently(connection -> {
            long begun = System.nanoTime();
            Transaction.runAll(connection, locks);
            if (!fingerprint(connection, from).equals(fingerprint)) {
                throw new SQLException("the structure of %s was changed meanwhile; again".formatted(from));
            }
            new CatchUp(move, before, after).run(connection, true);
            for (String sequence : FirstColumn.of(connection, SEQUENCES, to, from)) {
                FirstColumn.of(connection, sequence);
            }
            for (CopiedTable table : before) {
                Transaction.runAll(connection, new Capture(move, table).guard(connection));
            }
            for (CopiedTable table : after) {
                Capture capture = new Capture(move, table);
                Transaction.runAll(connection, isNoted ? capture.begin(connection) : List.of());
                Transaction.runAll(connection, isNoted ? capture.dropGuards(connection) : capture.unguard(connection));
            }
            Enrolment.follow(connection, from, to);
            also.run(connection);
            DataApi.reload(connection);
            return begun;
        });
        return (System.nanoTime() - start) / 1_000_000;
    }
}
