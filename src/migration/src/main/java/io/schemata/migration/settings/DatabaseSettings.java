package io.schemata.migration.settings;

import io.schemata.registry.LinkSets;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the registry that each kind of schema has to know. */
public final class DatabaseSettings {
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

    private DatabaseSettings() {}

    /** New users are set up in this tenant, if it is enrolled. */
    public static List<DatabaseSetting> ofSignUps(Tenant tenant) {
        Tenant.Enrolment enrolment = tenant.enrolment();
        List<Object> arguments = Arrays.asList(tenant.schema(), enrolment.welcomeCredits());
        return enrolment.isEnrolled()
                ? List.of(new DatabaseSetting(SIGN_UPS, IS_ENROLLED, ENROLL, arguments, true))
                : List.of();
    }

    /** New users are set up in no other tenant, and the trigger on auth.users is there or not. */
    public static List<DatabaseSetting> ofPlatform(Tenants tenants, boolean signUpTrigger) {
        String enrolled = tenants.enrolled().stream().map(Tenant::schema).collect(Collectors.joining(","));
        return List.of(
                new DatabaseSetting(SIGN_UPS, ARE_ALL, WITHDRAW_OTHERS, List.of(enrolled), false),
                new DatabaseSetting(TRIGGER, IS_INSTALLED, INSTALL, List.of(signUpTrigger), signUpTrigger));
    }

    /** A service has a schema, and its login may use it. */
    public static List<DatabaseSetting> ofService(Tenant service, Optional<String> login) {
        List<Object> arguments = List.of(service.schema(), login.orElse(""));
        return List.of(new DatabaseSetting(SERVICES, IS_SERVICE_SCHEMA, OPEN_SERVICE_SCHEMA, arguments, true));
    }

    /** The modes whose links that tenant keeps, and the link types that are symmetric or kept there. */
    public static List<DatabaseSetting> ofLinks(Tenant links, LinkSets linkSets) {
        String symmetric = String.join(",", linkSets.symmetricTypes(links));
        String kept = String.join(",", linkSets.keptTypes(links));
        List<LinkSets.Mode> modes = linkSets.modes(links);
        String names = modes.stream().map(LinkSets.Mode::name).collect(Collectors.joining(","));
        Stream<DatabaseSetting> ofSet = Stream.of(
                new DatabaseSetting(LINKS, ARE_LINK_TYPES, SET_LINK_TYPES, List.of(symmetric, kept), true),
                new DatabaseSetting(LINKS, ARE_ALL_MODES, RETIRE_OTHERS, List.of(names), false));
        Stream<DatabaseSetting> ofModes = modes.stream()
                .map(mode -> List.<Object>of(mode.name(), mode.tenant().schema()))
                .map(arguments -> new DatabaseSetting(LINKS, IS_CONNECTED, CONNECT_MODE, arguments, true));
        return Stream.concat(ofSet, ofModes).toList();
    }
}
