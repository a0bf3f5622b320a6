package io.schemata.users;

import io.schemata.database.Failures;
import io.schemata.database.TenantDatabase;
import io.schemata.database.TenantFunction;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Sets one user up in many tenants, each by itself, and keeps the list of what could not be finished. */
@ApplicationScoped
class UserSetUp {
    private static final Logger LOG = Logger.getLogger("io.schemata.users");
    private static final TenantFunction SET_UP_USER = TenantFunction.ofEveryTenant("set_up_user", 3);
    private static final TenantFunction FINISH_SIGN_UP = TenantFunction.ofPlatform("finish_sign_up", 4);
    private static final int TENANTS_AT_ONCE = 4;

    private final TenantDatabase database;

    UserSetUp(TenantDatabase database) {
        this.database = database;
    }

    /**
     * What is wished for.
     *
     * @param name their display name, or null
     * @param isAnonymous whether they have no account, so that there are no welcome credits yet
     * @param previousId the anonymous user who chooses this account, or null
     */
    record Wish(UUID userId, String name, boolean isAnonymous, UUID previousId) {
        /** What has to be the same under the same Idempotency-Key. */
        JsonObject asRequest() {
            JsonObject request =
                    new JsonObject().put("userId", userId.toString()).put("name", name);
            return previousId == null ? request : request.put("previousUserId", previousId.toString());
        }
    }

    /**
     * What became of a user in a tenant.
     *
     * @param failure why not, or null
     */
    record Outcome(Tenant tenant, NewUser.SetUp setUp, RefusedException failure) {
        static Outcome of(Tenant tenant, Row row) {
            NewUser.SetUp made = new NewUser.SetUp(
                    tenant.name(),
                    row.getString("profile"),
                    row.getString("credits"),
                    row.getString("preferences"),
                    row.getInteger("moved_drafts"),
                    row.getInteger("moved_credits"),
                    null);
            return new Outcome(tenant, made, null);
        }

        static Outcome of(Tenant tenant, Throwable cause) {
            RefusedException failure = Failures.translate(cause);
            String code = failure.code().name();
            return new Outcome(tenant, NewUser.SetUp.failed(tenant.name(), code), failure);
        }

        boolean isFailed() {
            return failure != null;
        }

        String schema() {
            return tenant.schema();
        }

        String reason() {
            return failure.reason();
        }
    }

    /**
     * Sets the user up in these tenants; one that fails is reported as such and the others are done.
     *
     * @throws RefusedException USER_NOT_FOUND when there is none, or the first failure when all failed that have something
     *     to set up
     */
    Uni<List<Outcome>> in(List<Tenant> tenants, Wish wish) {
        if (tenants.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Uni<Outcome>> all =
                tenants.stream().map(tenant -> in(tenant, wish)).toList();
        return Uni.join()
                .all(all)
                .usingConcurrencyOf(TENANTS_AT_ONCE)
                .andFailFast()
                .invoke(UserSetUp::refuseAnUnknownUser)
                .call(outcomes -> finish(wish.userId(), outcomes))
                .invoke(UserSetUp::refuseWhenAllFailed);
    }

    private Uni<Outcome> in(Tenant tenant, Wish wish) {
        return database.row(
                        tenant, wish.userId(), SET_UP_USER, Tuple.of(wish.userId(), wish.name(), wish.isAnonymous()))
                .map(row -> Outcome.of(tenant, row))
                .onFailure()
                .recoverWithItem(cause -> Outcome.of(tenant, cause))
                .invoke(UserSetUp::log);
    }

    /** What is ours to see to; an unknown user is the caller's. */
    private static void log(Outcome outcome) {
        if (outcome.isFailed() && outcome.failure().code().status() >= 500) {
            LOG.warnf("function=new-user tenant=%s code=%s", outcome.tenant().name(), outcome.reason());
        }
    }

    private Uni<Row> finish(UUID userId, List<Outcome> outcomes) {
        Tuple arguments = Tuple.of(
                userId,
                texts(outcomes, Predicate.not(Outcome::isFailed), Outcome::schema),
                texts(outcomes, Outcome::isFailed, Outcome::schema),
                texts(outcomes, Outcome::isFailed, Outcome::reason));
        return database.row(Tenant.PLATFORM, FINISH_SIGN_UP, arguments);
    }

    private static String[] texts(List<Outcome> all, Predicate<Outcome> which, Function<Outcome, String> text) {
        return all.stream().filter(which).map(text).toArray(String[]::new);
    }

    private static void refuseAnUnknownUser(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome.isFailed() && outcome.failure().code() == Code.USER_NOT_FOUND) {
                throw outcome.failure();
            }
        }
    }

    /** Tenants with nothing to set up are no success. */
    private static void refuseWhenAllFailed(List<Outcome> outcomes) {
        List<Outcome> telling = outcomes.stream()
                .filter(outcome -> outcome.setUp().saysSomething())
                .toList();
        if (!telling.isEmpty() && telling.stream().allMatch(Outcome::isFailed)) {
            throw telling.get(0).failure();
        }
    }
}
