package io.schemata.registry;

/** What a tenant is for, and so what {@code migrate} may do to it. */
public enum Stage {
    LOCAL,
    DEVELOPMENT,
    TEST,
    STAGING,
    PRODUCTION,
    SERVICE;

    /** Whether {@code migrate} keeps such a tenant at its blueprint: development is read-only, a service has none. */
    public boolean isMigrated() {
        return this != DEVELOPMENT && this != SERVICE;
    }
}
