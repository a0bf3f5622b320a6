package io.schemata.tenant;

/** What a tenant is for, and so what {@code migrate} may do to it. */
public enum Stage {
    LOCAL,
    DEVELOPMENT,
    TEST,
    STAGING,
    PRODUCTION,
    SERVICE;

    /** Whether {@code migrate} changes such a tenant: development is read-only to it, a service has its own schema. */
    public boolean isMigrated() {
        return this != DEVELOPMENT && this != SERVICE;
    }
}
