package io.schemata.request;

import io.schemata.caller.Credentials;
import io.schemata.refusal.RefusedException;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a call says in its headers. One that is given twice with different values contradicts itself. */
final class Headers {
    private static final String CONTENT_PROFILE = "Content-Profile";
    private static final String ACCEPT_PROFILE = "Accept-Profile";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String AUTHORIZATION = "Authorization";
    private static final String EVENT_VERSION = "ce-specversion";
    private static final String EVENT_TOKEN = "ce-accesstoken";
    private static final String API_KEY = "apikey";
    private static final String BEARER = "Bearer ";
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

    private Headers() {}

    /**
     * The credentials of a call.
     *
     * @param eventTokens the tokens of a CloudEvent, which count where there is no {@code Authorization}
     */
    static Credentials credentials(RoutingContext context, List<String> eventTokens) {
        MultiMap headers = context.request().headers();
        List<String> bearers = headers.getAll(AUTHORIZATION);
        if (bearers.isEmpty()) {
            bearers = eventTokens.stream().map(BEARER::concat).toList();
        }
        String bearer = one(AUTHORIZATION, bearers);
        if (bearer != null && !bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw RefusedException.unauthenticated("Authorization is no bearer token");
        }
        return new Credentials(
                bearer == null ? null : bearer.substring(BEARER.length()).trim(),
                one(API_KEY, headers.getAll(API_KEY)));
    }

    /** The tokens of a CloudEvent in binary mode. */
    static List<String> eventTokens(RoutingContext context) {
        MultiMap headers = context.request().headers();
        return headers.contains(EVENT_VERSION) ? headers.getAll(EVENT_TOKEN) : List.of();
    }

    private static String one(String name, List<String> values) {
        if (values.size() > 1) {
            throw RefusedException.unauthenticated("%s is given twice".formatted(name));
        }
        return values.isEmpty() ? null : values.get(0).trim();
    }

    /** The header PostgREST reads on a POST, or else the one it reads on a GET. */
    static Optional<String> tenant(RoutingContext context) {
        return one(context, CONTENT_PROFILE).or(() -> one(context, ACCEPT_PROFILE));
    }

    static void refuseContradictions(RoutingContext context) {
        for (String name : List.of(CONTENT_PROFILE, ACCEPT_PROFILE, IDEMPOTENCY_KEY)) {
            List<String> given = context.request().headers().getAll(name);
            if (given.size() > 1 && new HashSet<>(given).size() > 1) {
                throw RefusedException.invalid(name, "is given twice");
            }
        }
        Optional<String> content = one(context, CONTENT_PROFILE);
        Optional<String> accept = one(context, ACCEPT_PROFILE);
        if (content.isPresent() && accept.isPresent() && !content.equals(accept)) {
            throw RefusedException.invalid(ACCEPT_PROFILE, "names another tenant than " + CONTENT_PROFILE);
        }
    }

    static String idempotencyKey(RoutingContext context) {
        String key = one(context, IDEMPOTENCY_KEY).orElse(null);
        if (key != null && !VISIBLE_ASCII.matcher(key).matches()) {
            throw RefusedException.invalid(IDEMPOTENCY_KEY, "has to be 1 to 255 visible ASCII characters");
        }
        return key;
    }

    private static Optional<String> one(RoutingContext context, String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }
}
