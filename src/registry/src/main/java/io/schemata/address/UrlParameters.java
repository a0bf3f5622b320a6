package io.schemata.address;

import java.util.Map;
import java.util.Set;

/** The parameters a database's URL may have: those we carry out, and those that change nothing. */
final class UrlParameters {
    /** Parameters of other tools that change nothing here, or that ask for what is done anyway. */
    private static final Set<String> IGNORED = Set.of(
            "connection_limit",
            "pool_timeout",
            "supa",
            "fallback_application_name",
            "keepalives",
            "keepalives_idle",
            "keepalives_interval",
            "keepalives_count",
            "tcp_user_timeout",
            "sslcompression");

    /** Values of libpq's other parameters that ask for nothing we do not do. */
    private static final Map<String, Set<String>> HARMLESS = Map.of(
            "channel_binding", Set.of("disable", "prefer", "require"),
            "gssencmode", Set.of("disable", "prefer"),
            "sslnegotiation", Set.of("postgres"),
            "client_encoding", Set.of("utf8", "UTF8", "auto"),
            "load_balance_hosts", Set.of("disable"));

    private static final Set<String> KNOWN = Set.of(
            "host",
            "port",
            "user",
            "password",
            "dbname",
            "sslmode",
            "sslrootcert",
            "target_session_attrs",
            "application_name",
            "options",
            "connect_timeout",
            "pgbouncer");

    private UrlParameters() {}

    static void refuseUnknown(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            boolean isFine = KNOWN.contains(name)
                    || IGNORED.contains(name)
                    || HARMLESS.getOrDefault(name, Set.of()).contains(value);
            if (isFine) {
                return;
            }
            if (HARMLESS.containsKey(name)) {
                throw new AddressException("DATABASE_URL: %s has to be one of %s here"
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        HARMLESS.get(name).stream().sorted().toList())));
            }
            throw new AddressException("DATABASE_URL: the parameter %s is not known here; it can have %s"
                    .formatted(
                            shown(name),
                            String.join(", ", KNOWN.stream().sorted().toList())));
        });
    }

    /** A name may be the end of a password that has a question mark: only what looks like a name is shown. */
    private static String shown(String name) {
        return name != null && name.matches("[a-z_]{1,30}") ? "'" + name + "'" : "(not shown)";
    }
}
