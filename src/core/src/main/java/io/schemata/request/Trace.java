package io.schemata.request;

import io.schemata.caller.Caller;
import io.schemata.registry.Tenant;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id under which a call is found in logs: the caller's own (W3C traceparent), or one made here. */
public final class Trace {
    /** Where the gate leaves the verified caller and the tenant, for the log. */
    static final String CALLER = "schemata.caller";

    static final String TENANT = "schemata.tenant";

    private static final String ENTERED = "schemata.entered";
    private static final String KEY = "schemata.trace";
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-.*");

    private Trace() {}

    static void enter(RoutingContext context) {
        context.put(ENTERED, true);
    }

    /** Whether the call could be read at all; what fails before is the client's own doing. */
    public static boolean hasEntered(RoutingContext context) {
        return context.get(ENTERED) != null;
    }

    /** 32 lower-case hexadecimal digits, the same for the whole call. */
    public static String id(RoutingContext context) {
        String id = context.get(KEY);
        if (id == null) {
            id = read(context.request().getHeader("traceparent"));
            context.put(KEY, id);
        }
        return id;
    }

    /** Who called, and where, as far as the call got: fixed keys for a line in the log. */
    public static String who(RoutingContext context) {
        Tenant tenant = context.get(TENANT);
        Caller caller = context.get(CALLER);
        return "tenant=%s caller=%s".formatted(tenant == null ? "-" : tenant.name(), caller == null ? "-" : caller);
    }

    private static String read(String traceparent) {
        Matcher matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return matcher.matches()
                ? matcher.group(1)
                : UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
    }
}
