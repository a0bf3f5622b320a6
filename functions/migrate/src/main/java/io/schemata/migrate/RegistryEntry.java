package io.schemata.migrate;

import io.schemata.tenant.Tenant;
import io.schemata.tenant.Tenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the database has to know of the registry for the sign-ups it sees itself: compared with what is configured, and
 * written where it differs.
 *
 * @param question asks the database whether it knows it already
 * @param statement tells it
 * @param arguments of both, in order
 * @param isNewsAtFirst whether a database that has never heard of a registry has to be told
 */
record RegistryEntry(String question, String statement, List<Object> arguments, boolean isNewsAtFirst) {
    /** How it is called among a tenant's changes. */
    static final String NAME = "registry";

    private static final String HAS_REGISTRY = "select to_regclass('schemata.enrolled_tenants') is not null";
    private static final String IS_ENROLLED = "select exists (select from schemata.enrolled_tenants"
            + " where schema_name = ? and welcome_credits is not distinct from ?)";
    private static final String ENROLL = "select schemata.enroll_tenant(?, ?)";
    private static final String ARE_ALL = "select not exists (select from schemata.enrolled_tenants"
            + " where schema_name <> all (string_to_array(?, ',')))";
    private static final String WITHDRAW_OTHERS = "select schemata.withdraw_tenants_but(?)";
    private static final String IS_INSTALLED = "select exists (select from schemata.sign_up_trigger where is_on and ("
            + "select tgenabled in ('O', 'A') from pg_trigger"
            + " where tgrelid = to_regclass('auth.users') and tgname = 'schemata_set_up_new_user')) = ?";
    private static final String INSTALL = "select schemata.install_sign_up_trigger(?)";

    /** That new users are set up in this tenant, if they are. */
    static List<RegistryEntry> of(Tenant tenant) {
        Tenant.Enrolment enrolment = tenant.enrolment();
        List<Object> arguments = Arrays.asList(tenant.schema(), enrolment.welcomeCredits());
        return enrolment.isEnrolled() ? List.of(new RegistryEntry(IS_ENROLLED, ENROLL, arguments, true)) : List.of();
    }

    /** That they are set up in no tenant that is not enrolled, and by the database itself or not. */
    static List<RegistryEntry> ofAll(Tenants tenants, boolean signUpTrigger) {
        String enrolled = tenants.enrolled().stream().map(Tenant::schema).collect(Collectors.joining(","));
        return List.of(
                new RegistryEntry(ARE_ALL, WITHDRAW_OTHERS, List.of(enrolled), false),
                new RegistryEntry(IS_INSTALLED, INSTALL, List.of(signUpTrigger), signUpTrigger));
    }

    boolean isPending(Connection connection) throws SQLException {
        return isTrue(connection, HAS_REGISTRY, List.of()) ? !isTrue(connection, question, arguments) : isNewsAtFirst;
    }

    void write(Connection connection) throws SQLException {
        try (PreparedStatement call = prepared(connection, statement, arguments)) {
            call.execute();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /** The statement as a script says it. A schema's name is an identifier, so quotes are all it needs. */
    String sql() {
        String sql = statement;
        for (Object argument : arguments) {
            sql = sql.replaceFirst(
                    "\\?", argument instanceof String text ? "'" + text + "'" : String.valueOf(argument));
        }
        return sql + ";";
    }

    private static boolean isTrue(Connection connection, String sql, List<Object> arguments) throws SQLException {
        try (PreparedStatement query = prepared(connection, sql, arguments);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<Object> arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) == null) {
                statement.setNull(i + 1, Types.INTEGER);
            } else {
                statement.setObject(i + 1, arguments.get(i));
            }
        }
        return statement;
    }
}
