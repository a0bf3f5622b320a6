package io.schemata.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.schemata.caller.Caller;
import io.schemata.caller.CallerVerifier;
import io.schemata.caller.Credentials;
import io.schemata.quota.Quotas;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;

/**
 * The checks that every call passes before its function runs, in the contract's order of precedence: the function, the
 * method, the media type and size of the body, the page's origin, the caller, the tenant, the role, the headers, the fields of the body. A
 * call that fails one of them has touched nothing.
 */
@ApplicationScoped
public class RequestFilter {
    /** After CORS (300), so that a browser may read a refusal; before everything else. */
    private static final int PRIORITY = 250;

    private final CallerVerifier callers;
    private final TenantResolver tenants;
    private final Instance<TenantOffers> offers;
    private final Instance<WebhookVerifier> webhooks;
    private final Quotas quotas;

    public RequestFilter(
            CallerVerifier callers,
            TenantResolver tenants,
            Instance<TenantOffers> offers,
            Instance<WebhookVerifier> webhooks,
            Quotas quotas) {
        this.callers = callers;
        this.tenants = tenants;
        this.offers = offers;
        this.webhooks = webhooks;
        this.quotas = quotas;
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        CallContext call = Framework.call(context);
        if (call == null) { // one of the framework's own paths
            context.next();
            return;
        }
        if (call.endpoint() == null) {
            throw RefusedException.because(Code.NOT_FOUND);
        }
        if (context.request().method() != HttpMethod.POST) {
            throw RefusedException.because(Code.METHOD_NOT_ALLOWED);
        }
        call.require(CallContext.Check.BODY);
        call.require(CallContext.Check.ORIGIN);
        MultiMap headers = context.request().headers();
        if (call.endpoint().takes(Endpoint.Trigger.WEBHOOK) && webhooks.get().isMeant(headers)) {
            String messageId = webhooks.get().verify(headers, call.body());
            admit(context, call, Caller.WEBHOOK, messageId);
            return;
        }
        Credentials given = Headers.credentials(context, eventTokens(context, call));
        Caller known = callers.known(given);
        if (known != null) {
            admit(context, call, known, null);
        } else {
            quotas.requirePatience(context.request().remoteAddress());
            // Keys that several calls wait for arrive on the context of one of them.
            Context own = Vertx.currentContext();
            callers.verify(given)
                    .onSuccess(caller -> own.runOnContext(now -> admitOrFail(context, call, caller)))
                    .onFailure(failure -> own.runOnContext(now -> context.fail(failure)));
        }
    }

    /** Of a CloudEvent in structured mode, what it carries becomes the body of the call. */
    private static List<String> eventTokens(RoutingContext context, CallContext call) {
        if (!call.endpoint().takes(Endpoint.Trigger.CLOUD_EVENT)) {
            return List.of();
        }
        if (!CloudEvent.isAnnounced(context.request())) {
            return Headers.eventTokens(context);
        }
        CloudEvent event = CloudEvent.read(call.body());
        if (event.fault() == null) {
            call.says(event.data());
        } else {
            call.fails(CallContext.Check.EVENT, event.fault());
        }
        return event.token() == null ? List.of() : List.of(event.token());
    }

    private void admitOrFail(RoutingContext context, CallContext call, Caller caller) {
        if (call.isGivenUp()) {
            return; // answered already, when its time was over
        }
        try {
            admit(context, call, caller, null);
        } catch (RuntimeException refusedOrFailed) { // nothing above would answer: this is the end of a future
            context.fail(refusedOrFailed);
        }
    }

    /** A signed message has an id already, which serves as its Idempotency-Key. */
    private void admit(RoutingContext context, CallContext call, Caller caller, String messageId) {
        Endpoint endpoint = call.endpoint();
        call.isFrom(caller);
        call.isFor(tenant(endpoint.scope(), caller.tenant(), Headers.tenant(context)));
        if (endpoint.capability() != null && offers.get().isWithout(call.tenant(), endpoint.capability())) {
            throw RefusedException.because(Code.NOT_OFFERED);
        }
        if (!endpoint.roles().contains(caller.role())) {
            throw RefusedException.because(Code.FORBIDDEN);
        }
        call.require(CallContext.Check.EVENT);
        if (!caller.isService()) {
            StrictJson.firstOf(call.body(), endpoint.serviceFields()).ifPresent(field -> {
                throw RefusedException.field(Code.FORBIDDEN, field, "only the service may send it");
            });
        }
        Headers.refuseContradictions(context);
        call.hasKey(messageId == null ? Headers.idempotencyKey(context) : messageId);
        call.asks(StrictJson.read(call.body(), endpoint.request()));
        SocketAddress client = context.request().remoteAddress();
        call.comesFrom(client);
        quotas.count(endpoint.quota(), caller, client, call.tenant());
        context.next();
    }

    private Tenant tenant(TenantScope scope, Optional<String> claim, Optional<String> header) {
        return switch (scope) {
            case TENANT -> tenants.resolve(claim, header);
            case LINKS -> tenants.resolveLinks(claim, header);
            case ALL_TENANTS -> tenants.bound(claim, header).orElse(null);
            case ONE_OR_ALL_TENANTS -> tenants.named(claim, header).orElse(null);
        };
    }
}
