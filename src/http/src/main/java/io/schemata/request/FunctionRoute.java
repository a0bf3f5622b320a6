package io.schemata.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Runs functions on the event loop their call came in on. Funqy alone would hand each call to a worker thread and its
 * answer to another one, and read the body a second time. A function that blocks says so in its endpoint, and runs on a
 * worker thread.
 */
@ApplicationScoped
public class FunctionRoute {
    /** After every filter (they are below it), and before Funqy's own routes, which begin at 0. */
    private static final int JUST_BEFORE_FUNQY = -1;

    private final ObjectMapper json;

    public FunctionRoute(ObjectMapper json) {
        this.json = json;
    }

    void install(@Observes Router router) {
        router.route().order(JUST_BEFORE_FUNQY).handler(context -> {
            CallContext call = Framework.call(context);
            if (call == null) {
                context.next(); // one of the framework's own paths
            } else {
                run(context, call);
            }
        });
    }

    private void run(RoutingContext context, CallContext call) {
        FunctionInvoker function = Framework.function(call.endpoint().name());
        Uni<?> reply = Uni.createFrom()
                .deferred(() -> CurrentCall.during(call, () -> Framework.invoke(function, call.request())));
        Cancellable running = (call.endpoint().isBlocking() ? onWorker(reply) : reply)
                .subscribe()
                .with(item -> answer(context, item), context::fail);
        call.whenGivenUp(running::cancel);
    }

    private static <T> Uni<T> onWorker(Uni<T> blocking) {
        Context eventLoop = Vertx.currentContext();
        return blocking.runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(answer -> eventLoop.runOnContext(done -> answer.run()));
    }

    private void answer(RoutingContext context, Object reply) {
        try {
            Buffer body = Buffer.buffer(json.writeValueAsBytes(reply));
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(body);
        } catch (JsonProcessingException | RuntimeException failure) {
            context.fail(failure);
        }
    }
}
