package io.schemata.request;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.schemata.quota.Quotas;
import io.schemata.refusal.Code;
import io.schemata.refusal.FailureTranslator;
import io.schemata.refusal.Problem;
import io.schemata.refusal.RefusalLog;
import io.schemata.refusal.RefusedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The one place where a failed call becomes an answer: status, problem document, headers and one line in the log. */
@ApplicationScoped
public class RefusalHandler {

    private final FailureTranslator failures;
    private final Quotas quotas;
    private final RefusalLog log = new RefusalLog();

    RefusalHandler(FailureTranslator failures, Quotas quotas) {
        this.failures = failures;
        this.quotas = quotas;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
        router.route()
                .order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT)
                .handler(context -> context.fail(RefusedException.because(Code.NOT_FOUND)));
    }

    private void answer(RoutingContext context) {
        CallContext call = Framework.call(context);
        RefusedException refused =
                call == null && !(context.failure() instanceof RefusedException) || context.failure() == null
                        ? ofStatus(context.statusCode())
                        : failures.refusalOf(context.failure());
        String traceId = call == null ? TraceId.read(null) : call.traceId();
        log.write(call == null ? "function=- tenant=- caller=- trace=" + traceId : call.describe(), refused);
        if (call != null && call.endpoint() != null && !call.endpoint().mayAnswer(refused.code())) {
            log.undocumented(call.endpoint().name(), refused.code());
        }
        if (refused.code().status() < 500 && (call == null || call.caller() == null)) {
            quotas.countRefused(context.request().remoteAddress());
        }
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        addHeaders(response, refused);
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

    private static void addHeaders(HttpServerResponse response, RefusedException refused) {
        switch (refused.code()) {
            case METHOD_NOT_ALLOWED -> response.putHeader(HttpHeaders.ALLOW, "POST, OPTIONS");
            case UNAUTHENTICATED -> response.putHeader("WWW-Authenticate", "Bearer");
            case PAYLOAD_TOO_LARGE -> response.putHeader(HttpHeaders.CONNECTION, "close");
            default -> {}
        }
        if (refused.retryAfterSeconds() > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(refused.retryAfterSeconds()));
        }
    }
}
