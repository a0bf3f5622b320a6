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
    /** Whoever holds the secret that a hook is signed with acts for the project, as its service does. */
    public static final Caller SIGNED_WEBHOOK =
            new Caller(Role.SERVICE_ROLE, null, Optional.empty(), new JsonObject().put("role", "service_role"));

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
        if (this == SIGNED_WEBHOOK) {
            return "signed_hook";
        }
        return userId == null ? role.databaseName() : userId.toString();
    }
}
