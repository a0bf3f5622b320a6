package io.schemata.local;

import io.schemata.address.AddressReader;
import io.schemata.address.DatabaseAddress;
import io.schemata.address.HostAddress;
import io.schemata.localpostgres.LocalPostgres;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The two logins of a local run: the owner's, which migrates, and the functions', which owns nothing.
 *
 * @param owner the migrating owner's URL
 * @param functions the functions' URL
 * @param functionsPassword what to set the functions' password to, or null to leave it
 * @param server the server of this run, or null for one that was there
 */
record Databases(String owner, String functions, String functionsPassword, LocalPostgres server) {
    static final String FUNCTIONS_LOGIN = "schemata_functions";

    private static final String FUNCTIONS_URL = "SCHEMATA_FUNCTIONS_DATABASE_URL";
    private static final String ALLOW_REMOTE = "SCHEMATA_LOCAL_ALLOW_REMOTE";
    private static final int PASSWORD_BYTES = 16;

    private static Databases current;

    static Databases embedded(LocalPostgres server) {
        String password = randomPassword();
        return new Databases(server.url(), server.url(FUNCTIONS_LOGIN, password), password, server);
    }

    /** A database that was there before: a local one, unless the run is told that another is meant. */
    static Databases existing(String owner) {
        DatabaseAddress address = AddressReader.read(owner, System::getenv);
        if (!address.isLocal() && !"true".equals(System.getenv(ALLOW_REMOTE))) {
            throw new IllegalStateException(
                    "DATABASE_URL leads to %s, which is not this machine. A local run migrates it; set %s=true if you mean it."
                            .formatted(address.place(), ALLOW_REMOTE));
        }
        String given = System.getenv(FUNCTIONS_URL);
        if (given != null) {
            return new Databases(owner, given, null, null);
        }
        if (!address.isLocal()) {
            throw new IllegalStateException(
                    "On another machine the functions' login is not changed; give its URL in " + FUNCTIONS_URL);
        }
        String password = randomPassword();
        HostAddress server = address.hosts().get(0);
        String functions = "postgresql://%s:%s@%s:%d/%s"
                .formatted(
                        FUNCTIONS_LOGIN,
                        password,
                        server.host().replace("/", "%2F"),
                        server.port(),
                        address.database());
        return new Databases(owner, functions, password, null);
    }

    static Databases current() {
        return current;
    }

    /** Tells the functions and migrate, which each read their own URL. */
    void configure() {
        current = this;
        System.setProperty("DATABASE_URL", functions);
        System.setProperty("schemata.migrate.database-url", owner);
    }

    boolean isEmbedded() {
        return server != null;
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
