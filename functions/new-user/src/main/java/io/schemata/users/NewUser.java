package io.schemata.users;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.funqy.Funq;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Endpoint;
import io.schemata.request.HttpFunction;
import io.schemata.request.IdempotencyStore;
import io.schemata.request.TenantScope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Sets a user of auth.users up in every enrolled tenant: profile, welcome credits, default preferences. What is there
 * stays as it is, so that it may be called any number of times, by anybody who may, in any order. A tenant that fails is
 * named in the answer, the others are done, and a repeat completes it.
 *
 * <p>Called by a user for themselves, by the service or a Supabase Database Webhook, or by a signed webhook; a caller whose
 * token is bound to one tenant sets up that one.
 *
 * <p>Refusals, in this order: UNAUTHENTICATED, FORBIDDEN when a user names anybody, INVALID_REQUEST, IDEMPOTENCY_MISMATCH,
 * USER_NOT_FOUND, and DATABASE_UNAVAILABLE or TENANT_NOT_READY when not one tenant could be done. The rules are those of
 * {@code set_up_user.sql}.
 */
@ApplicationScoped
public class NewUser implements HttpFunction {
    private static final String FUNCTION = "new-user";
    private static final String[] SERVICE_FIELDS = {
        "userId", "name", "type", "table", "schema", "record", "old_record", "user_id", "metadata", "user"
    };

    private final CurrentCall current;
    private final Tenants tenants;
    private final UserSetUp userSetUp;
    private final IdempotencyStore answers;

    NewUser(CurrentCall current, Tenants tenants, UserSetUp userSetUp, IdempotencyStore answers) {
        this.current = current;
        this.tenants = tenants;
        this.userSetUp = userSetUp;
        this.answers = answers;
    }

    /**
     * What became of the user in a tenant: each {@code created} or {@code present}, or absent where the tenant has no such
     * thing.
     *
     * @param problem the code of what stopped it, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SetUp(String tenant, String profile, String credits, String preferences, String problem) {
        boolean saysSomething() {
            return profile != null || credits != null || preferences != null || problem != null;
        }
    }

    /** The user, and what was set up in each enrolled tenant. */
    public record Reply(UUID userId, List<SetUp> tenants) implements IdempotencyStore.Reply {
        static Reply of(UUID userId, List<UserSetUp.Outcome> outcomes) {
            return new Reply(
                    userId,
                    outcomes.stream()
                            .map(UserSetUp.Outcome::setUp)
                            .filter(SetUp::saysSomething)
                            .toList());
        }

        @JsonIgnore
        @Override
        public boolean isComplete() {
            return tenants.stream().allMatch(tenant -> tenant.problem() == null);
        }
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.named(FUNCTION)
                .takes(NewUserRequest.class)
                .answers(Reply.class)
                .forUsers()
                .forService(SERVICE_FIELDS)
                .in(TenantScope.ALL_TENANTS)
                .by(Endpoint.Trigger.SIGNED_WEBHOOK)
                .refuses(Code.IDEMPOTENCY_MISMATCH, Code.USER_NOT_FOUND)
                .build();
    }

    @Funq(FUNCTION)
    public Uni<Reply> newUser(NewUserRequest request) {
        CallContext call = current.get();
        UUID userId =
                call.caller().isService() ? request.subject() : call.caller().userId();
        if (userId == null) {
            throw RefusedException.invalid("userId", "the service has to name a user");
        }
        JsonObject asked = new JsonObject().put("userId", userId.toString()).put("name", request.name());
        IdempotencyStore.Question question = new IdempotencyStore.Question(FUNCTION, call, userId, asked);
        return answers.once(
                question,
                Reply.class,
                () -> userSetUp
                        .in(tenantsFor(call), userId, request.name())
                        .map(outcomes -> Reply.of(userId, outcomes)));
    }

    private List<Tenant> tenantsFor(CallContext call) {
        return tenants.enrolled().stream()
                .filter(tenant -> call.tenant() == null || call.tenant().equals(tenant))
                .toList();
    }
}
