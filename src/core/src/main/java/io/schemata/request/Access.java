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
 * @param isAcrossTenants whether a call is for no tenant in particular, unless the caller's token binds him to one
 * @param takesSignedHooks whether a signed webhook may call it too, as the service
 * @param takesEvents whether a CloudEvent may bring its token as an attribute
 */
public record Access(
        String function,
        Class<?> request,
        Set<Role> roles,
        Set<String> serviceFields,
        boolean isAcrossTenants,
        boolean takesSignedHooks,
        boolean takesEvents) {
    /** For the service alone. */
    public static Access forService(String function, Class<?> request) {
        return of(function, request, Set.of(Role.SERVICE_ROLE));
    }

    /** For users alone, each for himself. */
    public static Access forUsers(String function, Class<?> request) {
        return of(function, request, Set.of(Role.AUTHENTICATED));
    }

    /** For visitors who have not signed in, and for users. */
    public static Access forVisitorsAndUsers(String function, Class<?> request) {
        return of(function, request, Set.of(Role.ANON, Role.AUTHENTICATED));
    }

    /** For users, each for himself, and for the service, which names the user it acts for in {@code serviceFields}. */
    public static Access forUsersAndService(String function, Class<?> request, String... serviceFields) {
        Set<Role> roles = Set.of(Role.AUTHENTICATED, Role.SERVICE_ROLE);
        return new Access(function, request, roles, Set.of(serviceFields), false, false, false);
    }

    /** The same, for a function that works in all tenants. */
    public Access acrossTenants() {
        return new Access(function, request, roles, serviceFields, true, takesSignedHooks, takesEvents);
    }

    /** The same, and callable by a signed webhook. */
    public Access andSignedHooks() {
        return new Access(function, request, roles, serviceFields, isAcrossTenants, true, takesEvents);
    }

    /** The same, and callable by a CloudEvent. */
    public Access andEvents() {
        return new Access(function, request, roles, serviceFields, isAcrossTenants, takesSignedHooks, true);
    }

    private static Access of(String function, Class<?> request, Set<Role> roles) {
        return new Access(function, request, roles, Set.of(), false, false, false);
    }
}
