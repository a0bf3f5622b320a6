package io.schemata.migration.alter;

import io.schemata.migration.database.Transaction;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The statements that make a schema like another.
 *
 * @param schema the schema that they change; they are written for a search path of it alone
 * @param first statements that have to be committed before the others can use their effect: new values of enums
 * @param statements the others, which belong in one transaction
 * @param impossible differences that no statement here takes away, each with the reason
 */
public record Alteration(
        String schema, List<Statement> first, List<Statement> statements, Map<Difference, String> impossible) {
    private static final String BODIES_COME_LATER = "set local check_function_bodies = off";

    /**
     * One statement.
     *
     * @param difference the kind and name of the difference that asks for it, so that it can be kept
     * @param loss the data that goes with it, or null
     */
    public record Statement(String sql, Difference difference, String loss) {}

    /** A difference by its kind and name. */
    public record Difference(ObjectKind kind, String name) {
        public static Difference of(SchemaObject item) {
            return new Difference(item.kind(), item.name());
        }

        public static Difference of(Comparison.Difference found) {
            return new Difference(found.kind(), found.name());
        }

        @Override
        public String toString() {
            return "%s %s".formatted(kind.one(), name);
        }
    }

    public boolean isEmpty() {
        return first.isEmpty() && statements.isEmpty();
    }

    /** The statements that lose data. */
    public List<Statement> losses() {
        return statements.stream().filter(statement -> statement.loss() != null).toList();
    }

    /** As a script for psql, or nothing where there is nothing to do. */
    public String sql() {
        StringBuilder script = new StringBuilder();
        impossible.forEach((what, why) ->
                script.append("-- Not in here: %s: %s\n".formatted(what, why).replaceAll("\\R(?=.)", " ")));
        if (isEmpty()) {
            return script.toString();
        }
        script.append("set search_path = %s;\n".formatted(OwnName.quoted(schema)));
        first.forEach(statement -> append(script, statement));
        script.append("begin;\nset local check_function_bodies = off;\nset local row_security = off;\n");
        statements.forEach(statement -> append(script, statement));
        return script.append("commit;\nreset search_path;\n").toString();
    }

    /** Runs all of it in the connection's transaction, where the search path is that of the schema. */
    public void run(Connection connection) throws SQLException {
        Transaction.runAll(connection, List.of(BODIES_COME_LATER));
        Transaction.runAll(connection, all().map(Statement::sql).toList());
    }

    /** All statements, in order. */
    public Stream<Statement> all() {
        return Stream.concat(first.stream(), statements.stream());
    }

    private static void append(StringBuilder script, Statement statement) {
        if (statement.loss() != null) {
            script.append("-- loses ")
                    .append(statement.loss().replaceAll("\\R", " "))
                    .append(":\n");
        }
        script.append(statement.sql()).append(";\n");
    }
}
