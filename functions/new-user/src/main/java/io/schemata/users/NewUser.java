package io.schemata.users;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.funqy.Funq;
import io.schemata.database.IdempotencyStore;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.HttpFunction;
import io.schemata.request.TenantScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Sets a user of auth.users up in every enrolled tenant: profile, welcome credits, default preferences. What is there
 * stays as it is, so that it may be called any number of times, by any allowed caller, in any order. A tenant that fails is
 * named in the answer, the others are done, and a repeat completes it.
 *
 * <p>The drafts and credits of an anonymous user go over to the account there, once: a user shows that one's token, the service
 * names them. Welcome credits are for users who are not anonymous, once for each confirmed address.
 *
 * <p>Called by a user for themselves, by the service or a Supabase Database Webhook, or by a webhook that is signed or brings a
 * shared secret; a caller with a token that is bound to one tenant sets up that one.
 *
 * <p>Refusals, in this order: UNAUTHENTICATED, FORBIDDEN when a user names a user, INVALID_REQUEST, IDEMPOTENCY_MISMATCH,
 * USER_NOT_FOUND for a user who is gone, or an anonymous user who is none or has gone to another account, and
 * DATABASE_UNAVAILABLE, TENANT_NOT_READY or LIMIT_EXCEEDED (an account too full for what goes over) when every tenant failed
 * that has something to set up. The rules are those of {@code set_up_user.sql} and {@code take_over.sql}.
 */
@ApplicationScoped
public class NewUser implements HttpFunction {
    private static final String FUNCTION = "new-user";
    private static final String[] SERVICE_FIELDS = {
        "userId",
        "name",
        "previousUserId",
        "type",
        "table",
        "schema",
        "record",
        "old_record",
        "user_id",
        "metadata",
        "user"
    };

    public static final Endpoint ENDPOINT = Endpoint.named(FUNCTION)
            .does(
                    "Sets a user up in every enrolled tenant: profile, welcome credits, default preferences."
                            + " What is there stays as it is, so that it may be called any number of times, by any allowed caller, in any order.")
            .takes(NewUserRequest.class)
            .answers(Reply.class)
            .forUsers()
            .forService(SERVICE_FIELDS)
            .in(TenantScope.ALL_TENANTS)
            .by(Endpoint.Trigger.WEBHOOK)
            .refuses(Code.IDEMPOTENCY_MISMATCH, Code.USER_NOT_FOUND, Code.LIMIT_EXCEEDED)
            .build();

    private final CurrentCall current;
    private final Tenants tenants;
    private final PreviousUser previousUser;
    private final UserSetUp userSetUp;
    private final IdempotencyStore answers;

    NewUser(
            CurrentCall current,
            Tenants tenants,
            PreviousUser previousUser,
            UserSetUp userSetUp,
            IdempotencyStore answers) {
        this.current = current;
        this.tenants = tenants;
        this.previousUser = previousUser;
        this.userSetUp = userSetUp;
        this.answers = answers;
    }

    /**
     * What became of the user in a tenant: each {@code created} or {@code present}, or absent where the tenant has no such
     * thing. An anonymous user has no credits yet.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SetUp(
            @Field(value = "the tenant", required = true) String tenant,

            @Field(
                    value = "the profile",
                    oneOf = {"created", "present"})
            String profile,

            @Field(
                    value = "the credit account",
                    oneOf = {"created", "present"})
            String credits,

            @Field(
                    value = "the default preferences",
                    oneOf = {"created", "present"})
            String preferences,

            @Field("how many drafts of anonymous users came over")
            Integer movedDrafts,

            @Field("how many credits of anonymous users came over")
            Integer movedCredits,

            @Field("the code of the refusal that stopped it; a repeat completes it")
            String problem) {
        static SetUp failed(String tenant, String problem) {
            return new SetUp(tenant, null, null, null, null, null, problem);
        }

        boolean saysSomething() {
            return Stream.of(profile, credits, preferences, movedDrafts, movedCredits, problem)
                    .anyMatch(Objects::nonNull);
        }
    }

    /** The user, and what was set up in each enrolled tenant. */
    public record Reply(
            @Field("the user") UUID userId,
            @Field("the enrolled tenants") List<SetUp> tenants) implements IdempotencyStore.Reply {
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
        return ENDPOINT;
    }

    @Funq(FUNCTION)
    public Uni<Reply> newUser(NewUserRequest request) {
        CallContext call = current.get();
        UUID userId =
                call.caller().isService() ? request.subject() : call.caller().userId();
        if (userId == null) {
            throw RefusedException.invalid("userId", "the service has to name a user");
        }
        return previousUser
                .of(call, request)
                .chain(previousId ->
                        setUp(call, new UserSetUp.Wish(userId, request.name(), isAnonymous(call), previousId)));
    }

    private Uni<Reply> setUp(CallContext call, UserSetUp.Wish wish) {
        IdempotencyStore.Question question =
                new IdempotencyStore.Question(FUNCTION, call, wish.userId(), wish.asRequest());
        return answers.once(
                question,
                Reply.class,
                () -> previousUser
                        .choose(call, wish.userId(), wish.previousId())
                        .chain(chosen -> userSetUp.in(tenantsFor(call), wish))
                        .map(outcomes -> Reply.of(wish.userId(), outcomes)));
    }

    private static boolean isAnonymous(CallContext call) {
        return !call.caller().isService() && call.caller().isAnonymous();
    }

    private List<Tenant> tenantsFor(CallContext call) {
        return tenants.enrolled().stream()
                .filter(tenant -> call.tenant() == null || call.tenant().equals(tenant))
                .toList();
    }
}
