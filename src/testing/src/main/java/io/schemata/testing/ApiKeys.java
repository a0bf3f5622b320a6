package io.schemata.testing;

import java.util.Map;

/** A project's API keys of the kind that is no token, as the functions under test know them. */
public final class ApiKeys {
    public static final String PUBLISHABLE = "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH";
    public static final String SECRET = "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz";

    /** Keys of the right form that nobody has configured. */
    public static final String UNKNOWN_PUBLISHABLE = "sb_publishable_AAAAAAAAAAAAAAAAAAAAAA_AAAAAAAA";

    public static final String UNKNOWN_SECRET = "sb_secret_AAAAAAAAAAAAAAAAAAAAAA_AAAAAAAA";

    private ApiKeys() {}

    static Map<String, String> settings() {
        return Map.of("schemata.keys.publishable.web", PUBLISHABLE, "schemata.keys.secret.server", SECRET);
    }
}
