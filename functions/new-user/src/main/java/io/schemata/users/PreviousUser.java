package io.schemata.users;

import io.schemata.caller.Caller;
import io.schemata.caller.CallerVerifier;
import io.schemata.caller.Credentials;
import io.schemata.database.TenantDatabase;
import io.schemata.database.TenantFunction;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.schemata.request.CallContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The anonymous user whose drafts and credits go over to an account. */
@ApplicationScoped
class PreviousUser {
    private static final TenantFunction TAKE_OVER = TenantFunction.ofPlatform("take_over", 3);
    private static final String TOKEN = "previousToken";
    private static final String ID = "previousUserId";

    private final CallerVerifier verifier;
    private final TenantDatabase database;

    PreviousUser(CallerVerifier verifier, TenantDatabase database) {
        this.verifier = verifier;
        this.database = database;
    }

    /**
     * Who it is, or null when the request names none: the service is believed, a user has to show the other one's token.
     * Refuses with INVALID_REQUEST what is no token of an anonymous user.
     */
    Uni<UUID> of(CallContext call, NewUserRequest request) {
        if (call.caller().isService()) {
            if (request.previousToken() != null) {
                throw RefusedException.invalid(TOKEN, "is a user's to show; the service names " + ID);
            }
            refuseSame(request.subject(), request.previousUserId(), ID);
            return Uni.createFrom().item(request.previousUserId());
        }
        if (request.previousToken() == null) {
            return Uni.createFrom().nullItem();
        }
        if (call.caller().isAnonymous()) {
            throw RefusedException.invalid(TOKEN, "an anonymous user has no account for it to go to");
        }
        Credentials shown = new Credentials(request.previousToken(), null);
        return Uni.createFrom()
                .completionStage(() -> verifier.verify(shown).toCompletionStage())
                .onFailure(PreviousUser::isNoToken)
                .transform(refused -> RefusedException.invalid(TOKEN, "is no valid token"))
                .map(previous -> idOf(previous, call.caller()));
    }

    /**
     * Chooses the account, once; what the anonymous user has goes there with this and each later set-up. USER_NOT_FOUND when
     * they are not there, have an account by now, or have chosen another one.
     */
    Uni<Void> choose(CallContext call, UUID userId, UUID previousId) {
        if (previousId == null) {
            return Uni.createFrom().voidItem();
        }
        boolean isShown = !call.caller().isService();
        return database.row(Tenant.PLATFORM, TAKE_OVER, Tuple.of(userId, previousId, isShown))
                .map(row -> {
                    if (!row.getBoolean(0)) {
                        String field = isShown ? TOKEN : ID;
                        throw RefusedException.field(Code.USER_NOT_FOUND, field, Code.USER_NOT_FOUND.title());
                    }
                    return null;
                });
    }

    private static UUID idOf(Caller previous, Caller caller) {
        if (!previous.isAnonymous() || previous.userId() == null) {
            throw RefusedException.invalid(TOKEN, "is no anonymous user's");
        }
        if (previous.tenant().isPresent() && !previous.tenant().equals(caller.tenant())) {
            throw RefusedException.invalid(TOKEN, "is bound to another tenant");
        }
        refuseSame(caller.userId(), previous.userId(), TOKEN);
        return previous.userId();
    }

    private static void refuseSame(UUID userId, UUID previousId, String field) {
        if (previousId != null && previousId.equals(userId)) {
            throw RefusedException.invalid(field, "is the account itself");
        }
    }

    private static boolean isNoToken(Throwable failure) {
        return failure instanceof RefusedException refused && refused.code() == Code.UNAUTHENTICATED;
    }
}
