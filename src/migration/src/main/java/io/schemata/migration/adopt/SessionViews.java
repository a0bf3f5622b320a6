package io.schemata.migration.adopt;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The views of the session that an adoption reads old rows by. */
final class SessionViews {
    private static final String NAMED = SqlFile.read("adopt/session_views.sql");
    private static final String COLUMNS = SqlFile.read("adopt/view_columns.sql");
    private static final String MESSAGE = "select message from pg_temp.%s";
    private static final String UNEQUAL =
            "select format('%%s: %%s before, %%s after', what, before, after) from pg_temp.%s where before <> after";

    private SessionViews() {}

    /** The views, and the tables of the search path's schema, with their columns. */
    static Map<String, List<String>> relations(Connection connection) throws SQLException {
        Map<String, List<String>> relations = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                relations.put(
                        rows.getString(1), List.of((String[]) rows.getArray(2).getArray()));
            }
        }
        return relations;
    }

    /** What has to be mended or chosen first. */
    static List<String> problems(Connection connection) throws SQLException {
        return lines(connection, "problem_", MESSAGE);
    }

    /** What is to be said besides. */
    static List<String> notices(Connection connection) throws SQLException {
        return lines(connection, "notice_", MESSAGE);
    }

    /** What is not the same before and after. */
    static List<String> failedChecks(Connection connection) throws SQLException {
        return lines(connection, "check_", UNEQUAL);
    }

    private static List<String> lines(Connection connection, String prefix, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String view : FirstColumn.of(connection, NAMED, prefix)) {
            lines.addAll(FirstColumn.of(connection, query.formatted(OwnName.quoted(view))));
        }
        return lines;
    }
}
