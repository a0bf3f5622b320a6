package io.schemata.request;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The call a function is in. To be read first, before going asynchronous: it is gone with the function's return. */
@ApplicationScoped
public class CurrentCall {
    private static final String KEY = "schemata.call";

    private final CurrentVertxRequest request;

    public CurrentCall(CurrentVertxRequest request) {
        this.request = request;
    }

    public Call get() {
        return request.getCurrent().get(KEY);
    }

    static boolean isSet(RoutingContext context) {
        return context.get(KEY) != null;
    }

    static void set(RoutingContext context, Call call) {
        context.put(KEY, call);
    }
}
