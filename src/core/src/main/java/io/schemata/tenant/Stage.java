package io.schemata.tenant;

/** What a tenant is for, and so what {@code migrate} may do to it. */
public enum Stage {
    LOCAL,
    DEVELOPMENT,
    TEST,
    STAGING,
    PRODUCTION,
    SERVICE
}
