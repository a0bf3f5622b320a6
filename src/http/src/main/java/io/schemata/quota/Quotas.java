package io.schemata.quota;

import io.schemata.caller.Caller;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Counts what callers do, so that one of them cannot fill a database or keep a process busy with nonsense. Users count by
 * their id and visitors by their address; an address of a private network is a proxy's and says nothing of a visitor,
 * unless {@code QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING} is set.
 */
@ApplicationScoped
public class Quotas {
    private final QuotaConfig config;
    private final Buckets callers = new Buckets();
    private final Buckets tenants = new Buckets();
    private final Buckets refused = new Buckets();

    Quotas(QuotaConfig config) {
        this.config = config;
    }

    /** Counts a call that is about to be done; refuses it with LIMIT_EXCEEDED and the seconds until the next may come. */
    public void count(Quota quota, Caller caller, SocketAddress client, Tenant tenant) {
        if (quota == Quota.NONE || caller.isService()) {
            return;
        }
        Address address = Address.of(client);
        String name = caller.userId() == null ? address.text() : caller.userId().toString();
        if (caller.userId() != null || !address.isProxy()) {
            refuseOver(callers.take(quota + " " + name, quota.perCaller(config)));
        }
        refuseOver(tenants.take(quota + " " + tenant.schema(), quota.perTenant(config)));
    }

    /** Counts a call that was refused before its caller was known. */
    public void countRefused(SocketAddress client) {
        Address address = Address.of(client);
        if (!address.isProxy()) {
            refused.take(address.text(), config.refusedPerMinute());
        }
    }

    /** Refuses a token that is not known yet, with LIMIT_EXCEEDED, from an address that was refused too often. */
    public void requirePatience(SocketAddress client) {
        refuseOver(refused.secondsUntilNext(Address.of(client).text(), config.refusedPerMinute()));
    }

    private static void refuseOver(int seconds) {
        if (seconds > 0) {
            throw RefusedException.because(Code.LIMIT_EXCEEDED, "Too many calls in a minute")
                    .retryAfter(seconds);
        }
    }
}
