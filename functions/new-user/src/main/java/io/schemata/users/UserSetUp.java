package io.schemata.users;

import io.schemata.database.TenantDatabase;
import io.schemata.database.TenantFunction;
import io.schemata.refusal.Code;
import io.schemata.refusal.Failures;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.smallrye.mutiny.Uni;
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
    private static final TenantFunction SET_UP_USER = new TenantFunction("set_up_user", 2);
    private static final TenantFunction FINISH_SIGN_UP = TenantFunction.ofPlatform("finish_sign_up", 4);
    private static final int TENANTS_AT_ONCE = 4;

    private final TenantDatabase database;

    UserSetUp(TenantDatabase database) {
        this.database = database;
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
                    null);
            return new Outcome(tenant, made, null);
        }

        static Outcome of(Tenant tenant, Throwable cause) {
            RefusedException failure = Failures.translate(cause);
            String code = failure.code().name();
            return new Outcome(tenant, new NewUser.SetUp(tenant.name(), null, null, null, code), failure);
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
     * @throws RefusedException USER_NOT_FOUND when there is none, or the first failure when not one tenant could be done
     */
    Uni<List<Outcome>> in(List<Tenant> tenants, UUID userId, String name) {
        if (tenants.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Uni<Outcome>> all =
                tenants.stream().map(tenant -> in(tenant, userId, name)).toList();
        return Uni.join()
                .all(all)
                .usingConcurrencyOf(TENANTS_AT_ONCE)
                .andFailFast()
                .invoke(UserSetUp::refuseAnUnknownUser)
                .call(outcomes -> finish(userId, outcomes))
                .invoke(UserSetUp::refuseWhenAllFailed);
    }

    private Uni<Outcome> in(Tenant tenant, UUID userId, String name) {
        return database.row(tenant, userId, SET_UP_USER, Tuple.of(userId, name))
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

    private static void refuseWhenAllFailed(List<Outcome> outcomes) {
        if (outcomes.stream().allMatch(Outcome::isFailed)) {
            throw outcomes.get(0).failure();
        }
    }
}
