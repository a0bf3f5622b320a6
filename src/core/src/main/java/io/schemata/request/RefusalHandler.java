package io.schemata.request;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.schemata.refusal.Code;
import io.schemata.refusal.Failures;
import io.schemata.refusal.Problem;
import io.schemata.refusal.RefusedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** The one place where a failed call becomes an answer: status, problem document, headers and one line in the log. */
@ApplicationScoped
public class RefusalHandler {
    private static final Logger LOG = Logger.getLogger("io.schemata.refusal");
    private static final String RETRY_AFTER_SECONDS = "1";

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(RefusalHandler::answer);
        router.route()
                .order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT)
                .handler(context -> context.fail(RefusedException.because(Code.NOT_FOUND)));
    }

    private static void answer(RoutingContext context) {
        CallContext call = Framework.call(context);
        RefusedException refused =
                call == null && !(context.failure() instanceof RefusedException) || context.failure() == null
                        ? ofStatus(context.statusCode())
                        : Failures.translate(context.failure());
        String traceId = call == null ? TraceId.read(null) : call.traceId();
        log(call, traceId, refused);
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        addHeaders(response, refused.code());
        response.setStatusCode(refused.code().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Problem.of(refused, traceId).toBuffer())
                .onComplete(sent -> closeUnread(context, refused));
    }

    /** What Vert.x refuses by itself, before a handler of ours has seen the call: it could not even be read. */
    private static RefusedException ofStatus(int status) {
        return RefusedException.because(
                switch (status) {
                    case 404 -> Code.NOT_FOUND;
                    case 405 -> Code.METHOD_NOT_ALLOWED;
                    case 413 -> Code.PAYLOAD_TOO_LARGE;
                    case 415 -> Code.UNSUPPORTED_MEDIA_TYPE;
                    default -> Code.INVALID_REQUEST;
                });
    }

    /** Of a body that is too large the rest may still be coming. */
    private static void closeUnread(RoutingContext context, RefusedException refused) {
        if (refused.code() == Code.PAYLOAD_TOO_LARGE) {
            context.request().connection().close();
        }
    }

    private static void addHeaders(HttpServerResponse response, Code code) {
        switch (code) {
            case METHOD_NOT_ALLOWED -> response.putHeader(HttpHeaders.ALLOW, "POST, OPTIONS");
            case UNAUTHENTICATED -> response.putHeader("WWW-Authenticate", "Bearer");
            case PAYLOAD_TOO_LARGE -> response.putHeader(HttpHeaders.CONNECTION, "close");
            default -> {}
        }
        if (code.isTransient()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
    }

    private static void log(CallContext call, String traceId, RefusedException refused) {
        Code code = refused.code();
        Logger.Level level =
                code == Code.INTERNAL ? Logger.Level.ERROR : code.isTransient() ? Logger.Level.WARN : Logger.Level.INFO;
        LOG.logf(
                level,
                code == Code.INTERNAL ? refused.getCause() : null,
                "%s code=%s%s",
                call == null ? "function=- tenant=- caller=- trace=" + traceId : call.describe(),
                code,
                code.isTransient() && refused.getCause() != null
                        ? " cause=" + refused.getCause().getMessage()
                        : "");
    }
}
