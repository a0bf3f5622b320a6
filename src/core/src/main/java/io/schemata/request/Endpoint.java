package io.schemata.request;

import io.schemata.caller.Role;
import java.util.Set;

/**
 * How a function may be called.
 *
 * @param function the name in its path
 * @param request the record its body is read into
 * @param roles who may call it
 * @param serviceFields fields only the service may send
 * @param reach which tenants a call is for
 * @param takesSignedHooks whether a signed webhook may call it too, as the service
 * @param takesEvents whether a CloudEvent may bring its token as an attribute
 */
public record Endpoint(
        String function,
        Class<?> request,
        Set<Role> roles,
        Set<String> serviceFields,
        TenantScope reach,
        boolean takesSignedHooks,
        boolean takesEvents) {
    /** Which tenants a call is for. */
    enum TenantScope {
        /** The one that token, header or default name. */
        TENANT,
        /** The one that keeps the links of that one. */
        LINKS,
        /** None in particular, unless the caller's token binds him to one. */
        ALL_TENANTS
    }

    /** For the service alone. */
    public static Endpoint forService(String function, Class<?> request) {
        return of(function, request, Set.of(Role.SERVICE_ROLE));
    }

    /** For users alone, each for himself. */
    public static Endpoint forUsers(String function, Class<?> request) {
        return of(function, request, Set.of(Role.AUTHENTICATED));
    }

    /** For visitors who have not signed in, and for users. */
    public static Endpoint forVisitorsAndUsers(String function, Class<?> request) {
        return of(function, request, Set.of(Role.ANON, Role.AUTHENTICATED));
    }

    /** For users, each for himself, and for the service, which names the user it acts for in {@code serviceFields}. */
    public static Endpoint forUsersAndService(String function, Class<?> request, String... serviceFields) {
        Set<Role> roles = Set.of(Role.AUTHENTICATED, Role.SERVICE_ROLE);
        return new Endpoint(function, request, roles, Set.of(serviceFields), TenantScope.TENANT, false, false);
    }

    /** The same, for a function that works in all tenants. */
    public Endpoint acrossTenants() {
        return reaching(TenantScope.ALL_TENANTS);
    }

    /** The same, for a function that works on links, which lead from one tenant to another. */
    public Endpoint amongModes() {
        return reaching(TenantScope.LINKS);
    }

    /** The same, and callable by a signed webhook. */
    public Endpoint andSignedHooks() {
        return new Endpoint(function, request, roles, serviceFields, reach, true, takesEvents);
    }

    /** The same, and callable by a CloudEvent. */
    public Endpoint andEvents() {
        return new Endpoint(function, request, roles, serviceFields, reach, takesSignedHooks, true);
    }

    private Endpoint reaching(TenantScope other) {
        return new Endpoint(function, request, roles, serviceFields, other, takesSignedHooks, takesEvents);
    }

    private static Endpoint of(String function, Class<?> request, Set<Role> roles) {
        return new Endpoint(function, request, roles, Set.of(), TenantScope.TENANT, false, false);
    }
}
