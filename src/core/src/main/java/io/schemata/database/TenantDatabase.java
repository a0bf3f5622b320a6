package io.schemata.database;

import io.schemata.registry.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The way into a tenant: one SQL function, one statement, one round trip, one transaction. */
@ApplicationScoped
public class TenantDatabase {
    private final Pool pool;
    private final Bulkhead bulkhead;

    public TenantDatabase(Pool pool, Bulkhead bulkhead) {
        this.pool = pool;
        this.bulkhead = bulkhead;
    }

    /** The rows the function answers; at least one for a function that returns a record. */
    public Uni<RowSet<Row>> rows(Tenant tenant, TenantFunction function, Tuple arguments) {
        return rows(tenant, null, function, arguments);
    }

    /** The one row of a function that returns a record. */
    public Uni<Row> row(Tenant tenant, TenantFunction function, Tuple arguments) {
        return row(tenant, null, function, arguments);
    }

    /** The same for a function that locks the rows of one user. */
    public Uni<Row> row(Tenant tenant, UUID account, TenantFunction function, Tuple arguments) {
        return rows(tenant, account, function, arguments)
                .map(found -> found.iterator().next());
    }

    private Uni<RowSet<Row>> rows(Tenant tenant, UUID account, TenantFunction function, Tuple arguments) {
        arguments.addString(function.meant(tenant));
        return bulkhead.run(
                tenant, account, () -> pool.preparedQuery(function.in(tenant)).execute(arguments));
    }
}
