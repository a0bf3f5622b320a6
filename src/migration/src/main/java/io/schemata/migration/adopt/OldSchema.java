package io.schemata.migration.adopt;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.Words;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The schema that has the tables to be adopted.
 *
 * @param name its name before the adoption
 * @param kept its name afterwards
 * @param extensions those that have to be moved, as the schema gets another name
 * @param signUpFunctions those of its functions that run when auth.users changes
 * @param remarks what else is to be known of it
 */
record OldSchema(
        String name, String kept, List<String> extensions, List<SignUpFunction> signUpFunctions, List<String> remarks) {
    /**
     * A function of the schema that triggers on auth.users call.
     *
     * @param triggers their names
     */
    record SignUpFunction(long id, String name, String triggers) {}

    private static final String EXISTS = "select exists (select from pg_namespace where nspname = ?)";
    private static final String MISSING_RIGHTS = SqlFile.read("adopt/missing_rights.sql");
    private static final String SIGN_UP_FUNCTIONS = SqlFile.read("adopt/sign_up_functions.sql");
    static final String EXTENSIONS = SqlFile.read("adopt/extensions.sql");
    static final String DEPENDENTS = SqlFile.read("structure/dependents.sql");
    private static final String PUBLICATIONS = SqlFile.read("adopt/publications.sql");
    private static final String OTHER_OBJECTS = SqlFile.read("adopt/other_objects.sql");
    private static final String REFUSING_KEYS = SqlFile.read("adopt/refusing_keys.sql");
    private static final String USER_TRIGGERS = SqlFile.read("adopt/user_triggers.sql");
    private static final Set<String> OTHERS = Set.of("schemata", "auth", "pg_catalog", "information_schema", "storage");
    private static final String BEFORE = "_before";
    private static final int LONGEST_NAME = 63;
    private static final int MOST_NAMES = 5;
    private static final int MOST_OTHERS = 20;

    /**
     * Looks at it. Refused, in this order: a schema that is never a tenant's, that is not there, that another adoption is from;
     * of another name than the tenant's, where the tenant's is there already; without tables; a name that is too long or
     * taken; an extension that cannot be moved; what is not the login's.
     *
     * @param from the schema that has the tables, or null: the tenant's own
     */
    static OldSchema require(Connection connection, String schema, String from) throws SQLException {
        String source = from == null ? schema : from;
        boolean isInPlace = source.equals(schema);
        String kept = isInPlace ? source + BEFORE : source;
        if (OTHERS.contains(source)) {
            throw refused(ErrorCode.NOT_POSSIBLE, "schema '%s' is no team's to adopt from".formatted(source));
        }
        if (!exists(connection, source)) {
            throw refused(ErrorCode.NOT_POSSIBLE, "there is no schema '%s' to adopt from".formatted(source));
        }
        if (Adoptions.keptSchemas(connection).contains(source)) {
            throw refused(
                    ErrorCode.ADOPTION_UNDER_WAY,
                    "another tenant is adopted from schema '%s', and that is not finished".formatted(source));
        }
        if (!isInPlace && exists(connection, schema)) {
            throw refused(
                    ErrorCode.IN_THE_WAY,
                    "the tenant's own schema %s is there already: adopt what is in it, without --from, or drop it"
                            .formatted(schema));
        }
        if (OldTables.readable(connection, source).isEmpty()) {
            throw refused(ErrorCode.NOT_POSSIBLE, "schema %s has no tables to adopt: run apply".formatted(source));
        }
        if (isInPlace && kept.length() > LONGEST_NAME) {
            throw refused(
                    ErrorCode.NOT_POSSIBLE,
                    "the old tables are kept in a schema %s, which is too long a name: give the schema a shorter one"
                            .formatted(kept));
        }
        if (isInPlace && exists(connection, kept)) {
            throw refused(
                    ErrorCode.IN_THE_WAY,
                    "the old tables are kept in a schema %s, and that is there already: rename it, or drop it"
                            .formatted(kept));
        }
        List<String> extensions = isInPlace ? extensions(connection, source) : List.of();
        List<String> missing =
                FirstColumn.of(connection, MISSING_RIGHTS, source, source, source, String.valueOf(isInPlace));
        if (!missing.isEmpty()) {
            throw refused(
                    ErrorCode.NOT_POSSIBLE,
                    "this login does not own %s: make it a member of the role that does"
                            .formatted(Words.first(MOST_NAMES, missing)));
        }
        List<SignUpFunction> functions = signUpFunctions(connection, source);
        return new OldSchema(source, kept, extensions, functions, remarks(connection, source, kept, extensions));
    }

    boolean isInPlace() {
        return !name.equals(kept);
    }

    private static List<String> remarks(Connection connection, String source, String kept, List<String> extensions)
            throws SQLException {
        List<String> remarks = new ArrayList<>();
        List<String> others = FirstColumn.of(connection, OTHER_OBJECTS, source, source);
        if (!others.isEmpty()) {
            remarks.add("these stay in schema %s: %s".formatted(kept, Words.first(MOST_OTHERS, others)));
        }
        List<String> keys = FirstColumn.of(connection, REFUSING_KEYS, source);
        if (!keys.isEmpty()) {
            remarks.add(
                    "until the old tables are dropped, these foreign keys of theirs may refuse the deletion of a user: %s"
                            .formatted(Words.first(MOST_OTHERS, keys)));
        }
        extensions.forEach(name -> remarks.add("extension %s moves to the new schema".formatted(name)));
        FirstColumn.of(connection, DEPENDENTS, source).forEach(use -> remarks.add(use + ", and goes on doing so"));
        remarks.addAll(FirstColumn.of(connection, PUBLICATIONS, source, source));
        remarks.addAll(FirstColumn.of(connection, USER_TRIGGERS, source));
        return remarks;
    }

    private static List<String> extensions(Connection connection, String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = prepared(connection, EXTENSIONS, schema);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                if (!rows.getBoolean(2)) {
                    throw refused(
                            ErrorCode.NOT_POSSIBLE,
                            "the extension %s cannot leave schema %s: adopt into a schema of another name, with --from %2$s"
                                    .formatted(rows.getString(1), schema));
                }
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static List<SignUpFunction> signUpFunctions(Connection connection, String schema) throws SQLException {
        List<SignUpFunction> functions = new ArrayList<>();
        try (PreparedStatement query = prepared(connection, SIGN_UP_FUNCTIONS, schema);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                if (!rows.getBoolean(4)) {
                    throw refused(
                            ErrorCode.NOT_POSSIBLE,
                            "this login does not own function %s, which sets users up: make it a member of the role that does"
                                    .formatted(rows.getString(2)));
                }
                if (rows.getString(5) != null) {
                    throw refused(
                            ErrorCode.NOT_POSSIBLE,
                            "function %s serves triggers on auth.users and on %s, and is to rest: give each its own"
                                    .formatted(rows.getString(2), rows.getString(5)));
                }
                functions.add(new SignUpFunction(rows.getLong(1), rows.getString(2), rows.getString(3)));
            }
        }
        return functions;
    }

    private static boolean exists(Connection connection, String schema) throws SQLException {
        return "t".equals(FirstColumn.of(connection, EXISTS, schema).get(0));
    }

    private static PreparedStatement prepared(Connection connection, String sql, String... arguments)
            throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            query.setString(i + 1, arguments[i]);
        }
        return query;
    }

    private static MigrationException refused(ErrorCode code, String message) {
        return new MigrationException(code, message);
    }
}
