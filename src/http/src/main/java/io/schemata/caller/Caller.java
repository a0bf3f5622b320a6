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
 * @param credential what verified them, for the log: the kind, and the name of a key that has one
 */
public record Caller(Role role, UUID userId, Optional<String> tenant, JsonObject claims, String credential) {
    /** The sender of a webhook: it holds a secret of the project, and acts as the service. */
    public static final Caller WEBHOOK = new Caller(
            Role.SERVICE_ROLE, null, Optional.empty(), new JsonObject().put("role", "service_role"), "webhook");

    public Caller {
        if ((role == Role.AUTHENTICATED) != (userId != null)) {
            throw new IllegalArgumentException("a user has an id, and no other caller has");
        }
    }

    public boolean isService() {
        return role == Role.SERVICE_ROLE;
    }

    /** Whether this is a user without an account; a token that says something else than false counts as one of theirs. */
    public boolean isAnonymous() {
        Object claim = claims.getValue("is_anonymous");
        return claim != null && !Boolean.FALSE.equals(claim);
    }

    /** Their name: stored with answers that are kept for a repeat, so that it never changes. */
    @Override
    public String toString() {
        if (this == WEBHOOK) {
            return "signed_hook";
        }
        return userId == null ? role.databaseName() : userId.toString();
    }
}
