package io.schemata.request;

/** The tenants that a call works on. */
public enum TenantScope {
    /** The one that the token, the header or the default names. */
    TENANT,
    /** The tenant that keeps the links of that one. */
    LINKS,
    /** All, or the one that the caller's token is bound to. */
    ALL_TENANTS,
    /** The one that the token or the header names, or else all. */
    ONE_OR_ALL_TENANTS
}
