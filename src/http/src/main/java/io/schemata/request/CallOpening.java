package io.schemata.request;

import io.quarkus.arc.All;
import io.schemata.connection.RequestClock;
import io.schemata.health.Shutdown;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Range;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first handler of a request, before the framework reads its body: opens the call, sets its deadline, reads the body of a
 * call of a function, and closes the call when its answer has ended. A body at fault is refused later, by
 * {@link RequestFilter}, when the answer has its CORS headers.
 */
@ApplicationScoped
class CallOpening {
    private static final String FRAMEWORK_PATHS = "/q/";

    /** Before a function's name. The longer ones are supabase-js': its functions URL ends in a slash, or is the project's own. */
    private static final List<String> PREFIXES = List.of("/", "//", "/functions/v1/");

    private final Map<String, Endpoint> byPath = new HashMap<>();
    private final BodyReader bodies;
    private final Shutdown shutdown;
    private final long maxMilliseconds;

    CallOpening(@All List<HttpFunction> functions, BodyReader bodies, Shutdown shutdown, CallConfig config) {
        functions.forEach(function -> PREFIXES.forEach(
                prefix -> byPath.put(prefix + function.endpoint().name(), function.endpoint())));
        this.bodies = bodies;
        this.shutdown = shutdown;
        this.maxMilliseconds = Range.positive("SCHEMATA_CALL_MAX_DURATION", config.maxDuration())
                .toMillis();
        Range.positive("SCHEMATA_CALL_MAX_BODY_BYTES_IN_PROGRESS", config.maxBodyBytesInProgress());
    }

    void install(@Observes Router router, Vertx vertx) {
        router.route().order(Integer.MIN_VALUE).handler(context -> open(context, vertx));
    }

    private void open(RoutingContext context, Vertx vertx) {
        HttpServerRequest request = context.request();
        String path = String.valueOf(request.path());
        if (path.startsWith(FRAMEWORK_PATHS)) {
            context.next();
            return;
        }
        Endpoint endpoint = byPath.get(path);
        CallContext call = new CallContext(endpoint, path, TraceId.read(request.getHeader("traceparent")));
        Framework.attach(context, call);
        long left = maxMilliseconds(endpoint) - RequestClock.millisecondsSinceFirstByte(request);
        long timer = vertx.setTimer(Math.max(1, left), due -> end(context, call));
        context.addEndHandler(ended -> {
            vertx.cancelTimer(timer);
            call.close();
        });
        if (shutdown.refusesCalls()) {
            call.fails(
                    CallContext.Check.BODY,
                    RefusedException.because(Code.OVERLOADED, "This process is stopping; try again"));
            goOnUnread(context);
        } else if (endpoint == null || request.method() != HttpMethod.POST) {
            goOnUnread(context);
        } else {
            read(context, call);
        }
    }

    private long maxMilliseconds(Endpoint endpoint) {
        return endpoint == null || endpoint.maxDuration() == null
                ? maxMilliseconds
                : endpoint.maxDuration().toMillis();
    }

    private void read(RoutingContext context, CallContext call) {
        try {
            RequestBody.checkHead(context.request(), call.endpoint());
        } catch (RefusedException refused) {
            call.fails(CallContext.Check.BODY, refused);
            goOnUnread(context);
            return;
        }
        BodyReader.Reading reading = bodies.read(context.request());
        call.whenClosed(reading::close);
        reading.bytes().map(RequestBody::checkSize).onComplete(read -> {
            Framework.hasRead(context, Buffer.buffer());
            if (read.succeeded()) {
                call.says(read.result());
            } else {
                call.fails(CallContext.Check.BODY, (RefusedException) read.cause());
            }
            context.next();
        });
    }

    /** The call will be refused: whatever body comes is not kept. */
    private static void goOnUnread(RoutingContext context) {
        Framework.hasRead(context, Buffer.buffer());
        if (!context.request().isEnded()) {
            context.request().resume();
        }
        context.next();
    }

    /** Answers a call at its deadline and stops its work. */
    private static void end(RoutingContext context, CallContext call) {
        boolean isUnread = call.endpoint() != null && call.body() == null;
        call.giveUp();
        if (isUnread) { // the rest of the body may still be coming
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            context.addEndHandler(sent -> context.request().connection().close());
        }
        context.fail(
                isUnread
                        ? RefusedException.invalid(null, "the body did not arrive in time")
                        : RefusedException.because(Code.DATABASE_UNAVAILABLE, "The call took too long; try again"));
    }
}
