package io.schemata.database;

import io.schemata.registry.Tenant;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a tenant's SQL function answers, as entities of Hibernate Reactive. An entity names no table: which schema's rows
 * it is made of is the statement's to say, as everywhere. A session lives on the call's own Vert.x context, which is a
 * new one for each call, as functions run where their call came in.
 */
public final class TenantEntities {
    private final Mutiny.SessionFactory sessions;
    private final Bulkhead bulkhead;

    public TenantEntities(Mutiny.SessionFactory sessions, Bulkhead bulkhead) {
        this.sessions = sessions;
        this.bulkhead = bulkhead;
    }

    /**
     * The function's rows, in its order; one statement, one round trip, one transaction.
     *
     * @param account the user who has a share of the connections, or null
     */
    public <T> Uni<List<T>> list(
            Tenant tenant, UUID account, TenantFunction function, Class<T> entity, Object... arguments) {
        return bulkhead.run(
                tenant,
                account,
                () -> sessions.withStatelessSession(session -> {
                    Mutiny.SelectionQuery<T> query = session.createNativeQuery(function.inHibernate(tenant), entity);
                    for (int i = 0; i < arguments.length; i++) {
                        query.setParameter(i + 1, arguments[i]);
                    }
                    return query.setParameter(arguments.length + 1, function.meant(tenant))
                            .getResultList();
                }));
    }

    /** The one row of a function that returns a record. */
    public <T> Uni<T> one(Tenant tenant, UUID account, TenantFunction function, Class<T> entity, Object... arguments) {
        return list(tenant, account, function, entity, arguments).map(rows -> rows.get(0));
    }
}
