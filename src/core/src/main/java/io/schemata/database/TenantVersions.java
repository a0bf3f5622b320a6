package io.schemata.database;

import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Checks which tenants have the SQL functions that this program calls. */
@ApplicationScoped
public class TenantVersions {
    private static final Logger LOG = Logger.getLogger("io.schemata.database");

    /** The tenants that have none of the functions are another capability's; those with some and not all are too old. */
    private static final String TOO_OLD = """
            select schema from unnest($1::text[]) schema
            where to_regnamespace(quote_ident(schema)) is null
               or (select count(*) from unnest($2::text[], $3::int[]) needed (name, arguments)
                   join pg_proc on proname = name and pronargs = arguments
                    and pronamespace = to_regnamespace(quote_ident(schema)))
                  not in (0, cardinality($2::text[]))""";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final Pool pool;
    private final Tenants tenants;
    private final Uni<Seen> lately;
    private volatile long askedNanoseconds;
    private Set<String> logged = Set.of();

    TenantVersions(Pool pool, Tenants tenants) {
        this.pool = pool;
        this.tenants = tenants;
        this.lately = Uni.createFrom().deferred(this::ask).memoize().until(this::isOld);
    }

    /** What was seen: numbers of tenants, none of them known when the database was not reached. */
    public record Seen(boolean isDatabaseReached, int ready, int notReady) {}

    /** Looks, or answers what was seen within the last second, so that frequent checks cost nothing. Never fails. */
    public Uni<Seen> look() {
        return lately;
    }

    private boolean isOld() {
        return System.nanoTime() - askedNanoseconds > REMEMBERED.toNanos();
    }

    private Uni<Seen> ask() {
        askedNanoseconds = System.nanoTime();
        String[] schemas = tenants.served().stream().map(Tenant::schema).toArray(String[]::new);
        TenantFunction[] needed = TenantFunction.ofTenants();
        String[] names = new String[needed.length];
        Integer[] arguments = new Integer[needed.length];
        for (int i = 0; i < needed.length; i++) {
            names[i] = needed[i].name();
            arguments[i] = needed[i].arguments();
        }
        return pool.preparedQuery(TOO_OLD)
                .execute(Tuple.of((Object) schemas, (Object) names, (Object) arguments))
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
        Set<String> tooOld = new TreeSet<>();
        rows.forEach(row -> tooOld.add(row.getString(0)));
        if (!tooOld.equals(logged)) {
            logged = new HashSet<>(tooOld);
            LOG.warnf("schemas that are not migrated far enough for this program: %s", tooOld);
        }
        return new Seen(true, all - tooOld.size(), tooOld.size());
    }
}
