package io.schemata.registry;

import java.util.List;

/** The names of a tenant's settings. */
final class TenantSetting {
    static final String SCHEMA = "schema";
    static final String BLUEPRINT = "blueprint";
    static final String STAGE = "stage";
    static final String ENROLLED = "new-users.enrolled";
    static final String WELCOME_CREDITS = "new-users.welcome-credits";
    static final String LINKS = "links";
    static final String MODE = "mode";
    static final String SYMMETRIC = "link-types.symmetric";
    static final String KEPT = "link-types.kept";
    static final String LOGIN = "login";
    static final String CANARY = "canary";
    static final String EXPOSED = "exposed";

    static final List<String> NAMES = List.of(
            SCHEMA, BLUEPRINT, STAGE, ENROLLED, WELCOME_CREDITS, LINKS, MODE, SYMMETRIC, KEPT, LOGIN, CANARY, EXPOSED);

    private TenantSetting() {}
}
