package io.schemata.testing;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.stream.Stream;

/** How the server itself ran a statement, and those within its functions, as auto_explain tells. */
public final class Plans {
    private Plans() {}

    /** From now on the plans of this session's statements come as warnings, with rows but without times. */
    public static void show(Statement statement) throws SQLException {
        statement.execute("load 'auto_explain'");
        statement.execute("set auto_explain.log_min_duration = 0");
        statement.execute("set auto_explain.log_nested_statements = on");
        statement.execute("set auto_explain.log_analyze = on");
        statement.execute("set auto_explain.log_timing = off");
        statement.execute("set client_min_messages = log");
    }

    /** The lines of the plans since the statement's warnings were cleared. */
    public static Stream<String> lines(Statement statement) throws SQLException {
        return texts(statement).flatMap(String::lines);
    }

    /** The lines of those plans that read a table. */
    public static Stream<String> linesOn(String table, Statement statement) throws SQLException {
        return texts(statement).filter(plan -> plan.contains(" on " + table)).flatMap(String::lines);
    }

    private static Stream<String> texts(Statement statement) throws SQLException {
        return Stream.iterate(statement.getWarnings(), warning -> warning != null, SQLWarning::getNextWarning)
                .map(SQLWarning::getMessage);
    }
}
