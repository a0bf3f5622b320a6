package io.schemata.request;

import io.schemata.registry.Tenant;

/** Knows the capabilities that tenants' blueprints do not offer. A program whose functions need none has none. */
public interface TenantOffers {
    /** Whether a tenant was last seen to be of a blueprint that does not offer a capability. */
    boolean isWithout(Tenant tenant, String capability);
}
