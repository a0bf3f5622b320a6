package io.schemata.caller;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * A verified caller.
 *
 * @param role what they may do
 * @param userId the user's id for {@link Role#AUTHENTICATED}, null for the others
 * @param tenant the tenant that the token is bound to, or empty
 * @param claims the token's claims, for row level security
 */
public record Caller(Role role, UUID userId, Optional<String> tenant, JsonObject claims) {
    /** The sender of a signed webhook: it holds a secret of the project, and acts as the service. */
    public static final Caller SIGNED_WEBHOOK =
            new Caller(Role.SERVICE_ROLE, null, Optional.empty(), new JsonObject().put("role", "service_role"));

    public Caller {
        if ((role == Role.AUTHENTICATED) != (userId != null)) {
            throw new IllegalArgumentException("a user has an id, and no other caller has");
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
