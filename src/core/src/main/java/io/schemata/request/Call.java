package io.schemata.request;

import io.schemata.caller.Caller;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import java.util.UUID;

/**
 * What is known of a call before its function runs.
 *
 * @param caller the verified caller
 * @param tenant where it happens; of a function across tenants, the one the caller is bound to, or null
 * @param idempotencyKey the call's name among its caller's calls of this function, or null
 */
public record Call(Caller caller, Tenant tenant, String idempotencyKey) {
    /** Whose things the call is about: the user's own, or those of the user the service names. */
    public UUID subject(UUID named) {
        if (!caller.isService()) {
            if (named != null) {
                throw RefusedException.field(Code.FORBIDDEN, "userId", "only the service may name a user");
            }
            return caller.userId();
        }
        if (named == null) {
            throw RefusedException.invalid("userId", "the service has to name a user");
        }
        return named;
    }
}
