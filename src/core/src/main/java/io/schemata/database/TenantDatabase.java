package io.schemata.database;

import io.schemata.registry.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The way into a tenant: one SQL function, one statement, one round trip, one transaction. */
@ApplicationScoped
public class TenantDatabase {
    private final Pool pool;

    public TenantDatabase(Pool pool) {
        this.pool = pool;
    }

    /** The rows the function answers; at least one for a function that returns a record. */
    public Uni<RowSet<Row>> rows(Tenant tenant, TenantFunction function, Tuple arguments) {
        return pool.preparedQuery(function.in(tenant)).execute(arguments);
    }

    /** The one row of a function that returns a record. */
    public Uni<Row> row(Tenant tenant, TenantFunction function, Tuple arguments) {
        return rows(tenant, function, arguments).map(found -> found.iterator().next());
    }
}
