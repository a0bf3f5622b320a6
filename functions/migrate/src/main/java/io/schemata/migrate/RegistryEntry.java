package io.schemata.migrate;

import io.schemata.tenant.Tenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;

/**
 * What the database has to know of the registry for the sign-ups it sees itself: compared with what is configured, and
 * written where it differs.
 *
 * @param isKnown whether the database knows it already
 * @param call what tells the database
 * @param values the arguments of both, in order
 * @param isNews whether a database that has no such table yet has to be told
 */
record RegistryEntry(String isKnown, String call, List<Object> values, boolean isNews) {
    /** How it is called among a tenant's changes. */
    static final String NAME = "registry";

    private static final String HAS_TABLE = "select to_regclass('schemata.enrolled_tenants') is not null";
    private static final String ENROLLED = "select exists (select from schemata.enrolled_tenants"
            + " where schema_name = ? and welcome_credits is not distinct from ?)";
    private static final String ENROLL = "select schemata.enroll_tenant(?, ?)";
    private static final String WITHDRAWN =
            "select not exists (select from schemata.enrolled_tenants where schema_name = ?)";
    private static final String WITHDRAW = "select schemata.withdraw_tenant(?)";
    private static final String TRIGGERED = "select ? = exists (select from pg_trigger"
            + " where tgrelid = to_regclass('auth.users') and tgname = 'schemata_set_up_new_user')";
    private static final String INSTALL_TRIGGER = "select schemata.install_sign_up_trigger(?)";

    static RegistryEntry of(Tenant tenant, MigrateConfig config) {
        if (tenant == Tenant.PLATFORM) {
            boolean wanted = config.signUpTrigger();
            return new RegistryEntry(TRIGGERED, INSTALL_TRIGGER, List.of(wanted), wanted);
        }
        Tenant.Enrolment enrolment = tenant.enrolment();
        return enrolment.isEnrolled()
                ? new RegistryEntry(ENROLLED, ENROLL, Arrays.asList(tenant.schema(), enrolment.welcomeCredits()), true)
                : new RegistryEntry(WITHDRAWN, WITHDRAW, List.of(tenant.schema()), false);
    }

    boolean isPending(Connection connection) throws SQLException {
        return isTrue(connection, HAS_TABLE, List.of()) ? !isTrue(connection, isKnown, values) : isNews;
    }

    void write(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepared(connection, call, values)) {
            statement.execute();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /** The call as a script says it. A schema's name is an identifier, so quotes are all it needs. */
    String sql() {
        String sql = call;
        for (Object value : values) {
            sql = sql.replaceFirst("\\?", value instanceof String text ? "'" + text + "'" : String.valueOf(value));
        }
        return sql + ";";
    }

    private static boolean isTrue(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement query = prepared(connection, sql, values);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<Object> values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                statement.setNull(i + 1, Types.INTEGER);
            } else {
                statement.setObject(i + 1, values.get(i));
            }
        }
        return statement;
    }
}
