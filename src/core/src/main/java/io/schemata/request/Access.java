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
 */
public record Access(String function, Class<?> request, Set<Role> roles, Set<String> serviceFields) {
    /** For the service alone. */
    public static Access forService(String function, Class<?> request) {
        return new Access(function, request, Set.of(Role.SERVICE_ROLE), Set.of());
    }

    /** For users, each for himself, and for the service, which names the user it acts for in {@code serviceFields}. */
    public static Access forUsersAndService(String function, Class<?> request, String... serviceFields) {
        return new Access(function, request, Set.of(Role.AUTHENTICATED, Role.SERVICE_ROLE), Set.of(serviceFields));
    }
}
