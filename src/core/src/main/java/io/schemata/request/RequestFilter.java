package io.schemata.request;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.schemata.caller.Caller;
import io.schemata.caller.TokenVerifier;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What every call passes before its function sees it, in the contract's order of precedence: is there such a function,
 * is it called rightly, who calls, for which tenant, may he, and is the body what it has to be. A call that fails one
 * of these has touched nothing.
 */
@ApplicationScoped
public class RequestFilter {
    /** After CORS (300), so that a browser may read a refusal; before everything else. */
    private static final int PRIORITY = 250;

    private static final String FRAMEWORK_PATHS = "/q/";

    /** What supabase-js puts before a function's name: its functions URL ends in a slash, or is the project's own. */
    private static final Pattern SUPABASE_PREFIX = Pattern.compile("^/(functions/v1)?/");

    private final Map<String, Endpoint> functions = new HashMap<>();
    private final TokenVerifier tokens;
    private final TenantResolver tenants;
    private final Instance<WebhookVerifier> hooks;

    public RequestFilter(
            @All List<HttpFunction> exposed,
            TokenVerifier tokens,
            TenantResolver tenants,
            Instance<WebhookVerifier> hooks) {
        exposed.forEach(function -> functions.put("/" + function.endpoint().function(), function.endpoint()));
        this.tokens = tokens;
        this.tenants = tenants;
        this.hooks = hooks;
    }

    void install(@Observes Filters filters) {
        filters.register(this::enter, PRIORITY);
    }

    private void enter(RoutingContext context) {
        Trace.enter(context);
        String path = context.request().path();
        if (path != null && path.startsWith(FRAMEWORK_PATHS)) {
            context.next();
            return;
        }
        Endpoint access = functions.get(path);
        if (access == null) {
            rerouteOrRefuse(context, path);
            return;
        }
        if (context.request().method() != HttpMethod.POST) {
            throw RefusedException.because(Code.METHOD_NOT_ALLOWED);
        }
        byte[] body = Body.of(context);
        if (access.takesSignedHooks() && hooks.get().isSigned(context.request().headers())) {
            String messageId = hooks.get().verify(context.request().headers(), body);
            admit(context, access, Caller.SIGNED_HOOK, messageId, body);
            return;
        }
        String token = Headers.bearerToken(context, access.takesEvents());
        Caller known = tokens.known(token);
        if (known != null) {
            admit(context, access, known, null, body);
        } else {
            tokens.verify(token)
                    .onSuccess(caller -> admitOrFail(context, access, caller, body))
                    .onFailure(context::fail);
        }
    }

    private void rerouteOrRefuse(RoutingContext context, String path) {
        String function = SUPABASE_PREFIX.matcher(String.valueOf(path)).replaceFirst("/");
        if (function.equals(path) || !functions.containsKey(function)) {
            throw RefusedException.because(Code.NOT_FOUND);
        }
        context.reroute(function);
    }

    private void admitOrFail(RoutingContext context, Endpoint access, Caller caller, byte[] body) {
        try {
            admit(context, access, caller, null, body);
        } catch (RuntimeException refusedOrFailed) { // on the way back from a future nobody else would answer
            context.fail(refusedOrFailed);
        }
    }

    /** A signed message has a name already, which is as good as an Idempotency-Key. */
    private void admit(RoutingContext context, Endpoint access, Caller caller, String messageId, byte[] body) {
        context.put(Trace.CALLER, caller);
        Tenant tenant = tenant(access.reach(), caller.tenant(), Headers.tenant(context));
        context.put(Trace.TENANT, tenant);
        if (!access.roles().contains(caller.role())) {
            throw RefusedException.because(Code.FORBIDDEN);
        }
        if (!caller.isService()) {
            StrictJson.firstOf(body, access.serviceFields()).ifPresent(field -> {
                throw RefusedException.field(Code.FORBIDDEN, field, "only the service may send it");
            });
        }
        Headers.refuseContradictions(context);
        String key = messageId == null ? Headers.idempotencyKey(context) : messageId;
        CurrentCall.set(context, new Call(caller, tenant, key));
        StrictJson.check(body, access.request());
        if (context.body().length() <= 0) {
            ((RoutingContextInternal) context).setBody(Buffer.buffer(body));
        }
        context.next();
    }

    private Tenant tenant(Endpoint.TenantScope reach, Optional<String> claim, Optional<String> header) {
        return switch (reach) {
            case TENANT -> tenants.resolve(claim, header);
            case LINKS -> tenants.resolveLinks(claim, header);
            case ALL_TENANTS -> tenants.bound(claim, header).orElse(null);
        };
    }
}
