package io.schemata.migrate;

import io.schemata.registry.LinkSets;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the database has to know of the registry for what it does itself: setting up who signs up, and keeping links.
 * Compared with what is configured, and written where it differs.
 *
 * @param place tells whether the database has somewhere to write it
 * @param question asks the database whether it knows it already
 * @param statement tells it
 * @param arguments of both, in order
 * @param isNewsAtFirst whether a database that has never heard of a registry has to be told
 */
record RegistryEntry(String place, String question, String statement, List<Object> arguments, boolean isNewsAtFirst) {
    /** How it is called among a tenant's changes. */
    static final String NAME = "registry";

    private static final String SIGN_UPS = "select to_regclass('schemata.enrolled_tenants') is not null";
    private static final String IS_ENROLLED = "select exists (select from schemata.enrolled_tenants"
            + " where schema_name = ? and welcome_credits is not distinct from ?)";
    private static final String ENROLL = "select schemata.enroll_tenant(?, ?)";
    private static final String ARE_ALL = "select not exists (select from schemata.enrolled_tenants"
            + " where schema_name <> all (string_to_array(?, ',')))";
    private static final String WITHDRAW_OTHERS = "select schemata.withdraw_tenants_but(?)";
    private static final String TRIGGER = "select to_regprocedure('schemata.is_sign_up_trigger(boolean)') is not null";
    private static final String IS_INSTALLED = "select schemata.is_sign_up_trigger(?)";
    private static final String INSTALL = "select schemata.install_sign_up_trigger(?)";

    private static final String SERVICES =
            "select to_regprocedure('schemata.is_service_schema(text, text)') is not null";
    private static final String IS_SERVICE_SCHEMA = "select schemata.is_service_schema(?, ?)";
    private static final String OPEN_SERVICE_SCHEMA = "select schemata.open_service_schema(?, ?)";
    private static final String LINKS = "select to_regprocedure('is_connected(text, text)') is not null";
    private static final String ARE_LINK_TYPES = "select are_link_types(?, ?)";
    private static final String SET_LINK_TYPES = "select set_link_types(?, ?)";
    private static final String IS_CONNECTED = "select is_connected(?, ?)";
    private static final String CONNECT_MODE = "select connect_mode(?, ?)";
    private static final String ARE_ALL_MODES = "select not exists (select from mode_config"
            + " where is_active and mode <> all (string_to_array(?, ',')))";
    private static final String RETIRE_OTHERS = "select retire_modes_but(?)";

    /** That new users are set up in this tenant, if they are. */
    static List<RegistryEntry> of(Tenant tenant) {
        Tenant.Enrolment enrolment = tenant.enrolment();
        List<Object> arguments = Arrays.asList(tenant.schema(), enrolment.welcomeCredits());
        return enrolment.isEnrolled()
                ? List.of(new RegistryEntry(SIGN_UPS, IS_ENROLLED, ENROLL, arguments, true))
                : List.of();
    }

    /** That they are set up in no tenant that is not enrolled, and by the database itself or not. */
    static List<RegistryEntry> ofAll(Tenants tenants, boolean signUpTrigger) {
        String enrolled = tenants.enrolled().stream().map(Tenant::schema).collect(Collectors.joining(","));
        return List.of(
                new RegistryEntry(SIGN_UPS, ARE_ALL, WITHDRAW_OTHERS, List.of(enrolled), false),
                new RegistryEntry(TRIGGER, IS_INSTALLED, INSTALL, List.of(signUpTrigger), signUpTrigger));
    }

    /** That a service has a schema, and who may use it. */
    static List<RegistryEntry> ofService(Tenant service, Optional<String> login) {
        List<Object> arguments = List.of(service.schema(), login.orElse(""));
        return List.of(new RegistryEntry(SERVICES, IS_SERVICE_SCHEMA, OPEN_SERVICE_SCHEMA, arguments, true));
    }

    /** Which rows that tenant keeps the links of, and which types of link are more than a name there. */
    static List<RegistryEntry> ofLinks(Tenant links, LinkSets linkSets) {
        String symmetric = String.join(",", linkSets.symmetricTypes(links));
        String kept = String.join(",", linkSets.keptTypes(links));
        List<LinkSets.Mode> modes = linkSets.modes(links);
        String names = modes.stream().map(LinkSets.Mode::name).collect(Collectors.joining(","));
        Stream<RegistryEntry> ofSet = Stream.of(
                new RegistryEntry(LINKS, ARE_LINK_TYPES, SET_LINK_TYPES, List.of(symmetric, kept), true),
                new RegistryEntry(LINKS, ARE_ALL_MODES, RETIRE_OTHERS, List.of(names), false));
        Stream<RegistryEntry> ofModes = modes.stream()
                .map(mode -> List.<Object>of(mode.name(), mode.tenant().schema()))
                .map(arguments -> new RegistryEntry(LINKS, IS_CONNECTED, CONNECT_MODE, arguments, true));
        return Stream.concat(ofSet, ofModes).toList();
    }

    boolean isPending(Connection connection) throws SQLException {
        return isTrue(connection, place, List.of()) ? !isTrue(connection, question, arguments) : isNewsAtFirst;
    }

    void write(Connection connection) throws SQLException {
        try (PreparedStatement call = prepared(connection, statement, arguments)) {
            call.execute();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /** The statement as a script says it. */
    String sql() {
        String[] parts = statement.split("\\?", -1);
        StringBuilder sql = new StringBuilder(parts[0]);
        for (int i = 0; i < arguments.size(); i++) {
            sql.append(literal(arguments.get(i))).append(parts[i + 1]);
        }
        return sql.append(';').toString();
    }

    private static String literal(Object argument) {
        return argument instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(argument);
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
