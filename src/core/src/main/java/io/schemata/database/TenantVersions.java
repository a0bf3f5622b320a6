package io.schemata.database;

import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import io.schemata.request.TenantOffers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Knows which tenants have the SQL functions that this program calls. A tenant of ours with none of a capability's functions
 * is of a blueprint that does not offer it; one with some and not all is not migrated far enough.
 */
@ApplicationScoped
public class TenantVersions implements TenantOffers {
    private static final Logger LOG = Logger.getLogger("io.schemata.database");

    /** Every schema that migrate has finished has set_up_user. The capability '' is what every tenant has. */
    private static final String STATE = """
            with needed as (select * from unnest($2::text[], $3::text[], $4::int[]) needed (capability, name, arguments)),
            found as (
              select schema, capability, count(name) as needed, count(same) as found,
                bool_or(exists (select from pg_proc
                  where proname = name and pronamespace = to_regnamespace(quote_ident(schema)))) as has_any
              from unnest($1::text[]) schema left join needed on true
              left join lateral (select oid as same from pg_proc
                where proname = name and arguments between pronargs - pronargdefaults and pronargs
                  and pronamespace = to_regnamespace(quote_ident(schema)) limit 1) functions on true
              group by schema, capability)
            select schema, capability,
              case when not exists (select from pg_proc
                     where proname = 'set_up_user' and pronamespace = to_regnamespace(quote_ident(schema))) then 'TOO_OLD'
                   when found = needed then 'READY'
                   when not has_any and capability <> '' then 'WITHOUT'
                   else 'TOO_OLD' end
            from found""";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    /** A tenant may be given another blueprint. */
    private static final Duration LOOKED_AT_AGAIN = Duration.ofSeconds(10);

    private final Pool pool;
    private final Tenants tenants;
    private final Uni<Seen> lately;
    private volatile long askedNanoseconds = System.nanoTime();
    private volatile boolean isSeen;
    private volatile Set<String> tooOld = Set.of();
    private volatile Set<String> without = Set.of();

    TenantVersions(Pool pool, Tenants tenants) {
        this.pool = pool;
        this.tenants = tenants;
        this.lately = Uni.createFrom().deferred(this::ask).memoize().until(() -> isOlderThan(REMEMBERED));
    }

    /** What was seen: numbers of tenants, none of them known when the database was not reached. */
    public record Seen(boolean isDatabaseReached, int ready, int notReady) {}

    /** Looks, or answers what was seen within the last second, so that frequent checks cost nothing. Never fails. */
    public Uni<Seen> look() {
        return lately;
    }

    /**
     * Whether a tenant was last seen to be of a blueprint that does not offer a capability. A start's first call does not
     * look: a look would take the server's first moments from it.
     */
    @Override
    public boolean isWithout(Tenant tenant, String capability) {
        if (tenant.isService()) {
            return true;
        }
        boolean isWithout = without.contains(tenant.schema() + " " + capability);
        if (!isSeen && isOlderThan(REMEMBERED) || isWithout && isOlderThan(LOOKED_AT_AGAIN)) {
            look().subscribe().with(seen -> {});
        }
        return isWithout;
    }

    boolean isTooOld(Tenant tenant) {
        return tooOld.contains(tenant.schema());
    }

    private boolean isOlderThan(Duration age) {
        return System.nanoTime() - askedNanoseconds > age.toNanos();
    }

    private Uni<Seen> ask() {
        askedNanoseconds = System.nanoTime();
        String[] schemas = tenants.served().stream().map(Tenant::schema).toArray(String[]::new);
        TenantFunction[] needed = TenantFunction.ofTenants();
        String[] capabilities =
                Arrays.stream(needed).map(TenantFunction::capability).toArray(String[]::new);
        String[] names = Arrays.stream(needed).map(TenantFunction::name).toArray(String[]::new);
        Integer[] arguments =
                Arrays.stream(needed).map(TenantFunction::arguments).toArray(Integer[]::new);
        return pool.preparedQuery(STATE)
                .execute(Tuple.of((Object) schemas, (Object) capabilities, (Object) names, (Object) arguments))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(rows -> seen(rows, schemas.length))
                .onFailure()
                .invoke(failure -> LOG.warnf("not ready: the database cannot be asked: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(new Seen(false, 0, 0));
    }

    private Seen seen(RowSet<Row> rows, int all) {
        Set<String> before = tooOld;
        tooOld = those(rows, "TOO_OLD", row -> row.getString(0));
        without = those(rows, "WITHOUT", row -> row.getString(0) + " " + row.getString(1));
        if (!tooOld.equals(before)) {
            LOG.warnf("schemas that are not migrated far enough for this program, run migrate apply: %s", tooOld);
        }
        isSeen = true;
        return new Seen(true, all - tooOld.size(), tooOld.size());
    }

    private static Set<String> those(RowSet<Row> rows, String state, Function<Row, String> name) {
        Set<String> names = new TreeSet<>();
        rows.forEach(row -> {
            if (row.getString(2).equals(state)) {
                names.add(name.apply(row));
            }
        });
        return names;
    }
}
