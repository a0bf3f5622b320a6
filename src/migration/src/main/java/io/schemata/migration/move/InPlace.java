package io.schemata.migration.move;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaContent;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A schema under another name, in the connection's transaction: nothing is copied and no table is locked. Its old names stay as
 * views, functions and domains over the new ones, with the same rights; a view reads and writes as its caller.
 *
 * @param statements those that were run
 * @param move what is noted of it
 */
record InPlace(List<String> statements, Move move) {
    private static final String OLD_NAMES = SqlFile.read("move/old_names.sql");
    private static final String OLD_RIGHTS = SqlFile.read("move/old_rights.sql");
    private static final String EXTENSIONS = "select format('alter extension %I set schema %I', extname, ?::text)"
            + " from pg_extension where extnamespace = to_regnamespace(quote_ident(?)) order by extname";
    private static final String SCHEMA_RIGHTS = "select format('grant %s on schema %I to %s', privilege_type, nspname,"
            + " case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)"
            + " from pg_namespace cross join lateral aclexplode(nspacl) where nspname = ? order by 1";
    private static final String NOTHING_ELSE = "set local search_path = pg_catalog, pg_temp";

    /** Moves it; a schema of the target's name has to be empty. */
    static InPlace run(Connection connection, String source, String target) throws SQLException {
        List<String> statements = new ArrayList<>();
        List<String> rights = FirstColumn.of(connection, SCHEMA_RIGHTS, source);
        if (SchemaContent.exists(connection, target)) {
            statements.add("drop schema " + OwnName.quoted(target));
        }
        List<String> extensions = FirstColumn.of(connection, EXTENSIONS, source, source);
        MovedFunctions functions = MovedFunctions.read(connection, source);
        statements.addAll(renaming(source, target));
        statements.add("create schema " + OwnName.quoted(source));
        statements.addAll(rights);
        statements.addAll(extensions);
        statements.addAll(functions.under(target, !extensions.isEmpty()));
        statements.add(NOTHING_ELSE);
        Transaction.runAll(connection, statements);
        List<String> gone = new ArrayList<>();
        List<String> names = oldNames(connection, source, target, gone);
        Transaction.runAll(connection, names);
        List<String> given = FirstColumn.of(connection, OLD_RIGHTS, source, target);
        Transaction.runAll(connection, given);
        statements.addAll(names);
        statements.addAll(given);
        Collections.reverse(gone);
        return new InPlace(statements, Move.inPlace(source, target, gone, functions.asMoved(connection, target)));
    }

    /** Takes a move back: what else came into the old schema since makes it fail. */
    static List<String> takeBack(Connection connection, Move move) throws SQLException {
        List<String> statements = new ArrayList<>(takingAway(connection, move));
        MovedFunctions functions = MovedFunctions.read(connection, move.target());
        statements.addAll(renaming(move.target(), move.source()));
        statements.addAll(functions.asBefore(move));
        Transaction.runAll(connection, statements);
        return statements;
    }

    /** The statements that take the old names away, with their schema. */
    static List<String> takingAway(Connection connection, Move move) throws SQLException {
        List<String> statements = new ArrayList<>(move.made());
        statements.addAll(FirstColumn.of(connection, EXTENSIONS, move.target(), move.source()));
        statements.add("drop schema " + OwnName.quoted(move.source()));
        return statements;
    }

    private static List<String> renaming(String from, String to) {
        return List.of("alter schema %s rename to %s".formatted(OwnName.quoted(from), OwnName.quoted(to)));
    }

    private static List<String> oldNames(Connection connection, String source, String target, List<String> gone)
            throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(OLD_NAMES)) {
            query.setString(1, source);
            query.setString(2, target);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                    gone.add(rows.getString(2));
                }
            }
        }
        return names;
    }
}
