package io.schemata.caller;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * A verified caller.
 *
 * @param role what he may do
 * @param userId the user's id for {@link Role#AUTHENTICATED}, null for the others
 * @param tenant the tenant his token is bound to, if it is
 * @param claims what row level security gets to see of the token
 */
public record Caller(Role role, UUID userId, Optional<String> tenant, JsonObject claims) {
    public Caller {
        if ((role == Role.AUTHENTICATED) != (userId != null)) {
            throw new IllegalArgumentException("a user has an id, and nobody else");
        }
    }

    public boolean isService() {
        return role == Role.SERVICE_ROLE;
    }

    @Override
    public String toString() {
        return userId == null ? role.databaseName() : userId.toString();
    }
}
