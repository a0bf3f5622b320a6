package io.schemata.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells foreign origins from one's own, before the framework's CORS filter, which answers a foreign one without a word why,
 * and takes a page that was served through a TLS proxy for foreign.
 */
@ApplicationScoped
public class OriginFilter {
    /** Before the framework's CORS filter (300). */
    private static final int PRIORITY = 310;

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final Predicate<String> isAllowed;

    /** @param origins exact ones, patterns between slashes, or an asterisk for all */
    OriginFilter(@ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> origins) {
        this.isAllowed = Framework.allowedOrigins(origins.orElse(List.of()));
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        CallContext call = Framework.call(context);
        if (origin == null || call == null || isAllowed.test(origin)) {
            context.next();
            return;
        }
        request.headers().remove(HttpHeaders.ORIGIN); // the framework's filter would end the call
        if (!isOwn(request, origin)) {
            if (request.method() == HttpMethod.OPTIONS) {
                throw foreign();
            }
            call.fails(CallContext.Check.ORIGIN, foreign());
        }
        context.next();
    }

    private static RefusedException foreign() {
        return RefusedException.because(Code.ORIGIN_NOT_ALLOWED);
    }

    /** A page of the same host; behind a proxy that ends TLS it says https where this server sees http. */
    private static boolean isOwn(HttpServerRequest request, String origin) {
        try {
            URI page = new URI(origin);
            boolean isSecure = "https".equals(page.getScheme());
            if (request.authority() == null
                    || !isSecure && !"http".equals(page.getScheme())
                    || !isSecure && request.isSSL()) {
                return false;
            }
            int usual = isSecure ? HTTPS_PORT : HTTP_PORT;
            return request.authority().host().equalsIgnoreCase(page.getHost())
                    && port(request.authority().port(), usual) == port(page.getPort(), usual);
        } catch (java.net.URISyntaxException malformed) {
            return false;
        }
    }

    private static int port(int given, int usual) {
        return given > 0 ? given : usual;
    }
}
