package io.schemata.request;

import io.quarkus.funqy.runtime.FunctionConstructor;
import io.quarkus.funqy.runtime.bindings.http.VertxRequestHandler;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Runs functions on the event loop their call came in on. Funqy alone hands each call to a worker thread and its answer to
 * another one; our functions never block, so that would be four changes of thread for nothing, a fifth of a call's cost.
 */
@ApplicationScoped
public class FunctionRoute {
    /** After every filter (they are below it), and before the routes, which begin at 0. */
    private static final int JUST_BEFORE_FUNQY = -1;

    private Handler<RoutingContext> functions;

    void install(@Observes Router router, Vertx vertx) {
        router.route().order(JUST_BEFORE_FUNQY).handler(context -> {
            if (!CurrentCall.isSet(context)) { // no function of ours: the framework's own paths
                context.next();
                return;
            }
            if (functions == null) { // Funqy is ready only after the routes are made
                functions = new VertxRequestHandler(vertx, FunctionConstructor.CONTAINER, "/", Runnable::run);
            }
            functions.handle(context);
        });
    }
}
