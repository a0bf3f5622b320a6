package io.schemata.caller;

import io.schemata.refusal.RefusedException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Reads the caller from the claims of a token that is rightly signed and not expired. */
final class CallerClaims {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** As JSON writes the one character PostgreSQL cannot keep. */
    private static final String NUL = "\\u0000";

    private static final String AUTH_PATH = "/auth/v1";
    private static final String KEYS_PATH = "/.well-known/jwks.json";

    private final TokenConfig config;
    private final Set<String> userIssuers;

    /** Refuses a configuration that names no issuer. */
    CallerClaims(TokenConfig config) {
        this.config = config;
        this.userIssuers = issuers(config).flatMap(CallerClaims::bothForms).collect(Collectors.toUnmodifiableSet());
        if (userIssuers.isEmpty()) {
            throw new IllegalStateException("SCHEMATA_JWT_USER_ISSUERS is not set: no user's token could be accepted;"
                    + " of a Supabase project it is https://<project>.supabase.co/auth/v1");
        }
    }

    /** Those of the configuration, or else the one that publishes the keys. */
    private static Stream<String> issuers(TokenConfig config) {
        return config.userIssuers()
                .map(Set::stream)
                .orElseGet(() -> config
                        .jwksUrl()
                        .filter(url -> url.endsWith(AUTH_PATH + KEYS_PATH))
                        .map(url -> url.substring(0, url.length() - KEYS_PATH.length()))
                        .stream());
    }

    /** Self-hosted Supabase names itself by the external URL, with or without the path of its auth service. */
    private static Stream<String> bothForms(String issuer) {
        return Stream.of(
                issuer,
                issuer.endsWith(AUTH_PATH)
                        ? issuer.substring(0, issuer.length() - AUTH_PATH.length())
                        : issuer + AUTH_PATH);
    }

    /** @param credential what verified the token, for the log */
    Caller of(JwtClaims claims, String credential) {
        try {
            if (claims.getRawJson().contains(NUL)) {
                throw RefusedException.unauthenticated("a claim has the character U+0000");
            }
            Role role = Role.named(claims.getStringClaimValue("role"));
            boolean user = role == Role.AUTHENTICATED;
            requireIssuer(claims.getIssuer(), user ? userIssuers : config.keyIssuers());
            requireAudience(claims, user);
            UUID userId = user ? userId(claims.getSubject()) : null;
            return new Caller(
                    role,
                    userId,
                    tenant(claims.getClaimValue("app_metadata")),
                    new JsonObject(claims.getRawJson()),
                    credential);
        } catch (MalformedClaimException malformed) {
            throw RefusedException.unauthenticated("a claim is of the wrong type");
        }
    }

    /** When the token ends; a time no calendar has counts as the last one. */
    static Instant expiry(JwtClaims claims) {
        try {
            long seconds = claims.getExpirationTime().getValue();
            return seconds > LAST.getEpochSecond() ? LAST : Instant.ofEpochSecond(seconds);
        } catch (MalformedClaimException malformed) {
            throw RefusedException.unauthenticated("the time of expiry is no number");
        }
    }

    private static void requireIssuer(String issuer, Set<String> accepted) {
        if (issuer == null || !accepted.contains(issuer)) {
            throw RefusedException.unauthenticated(
                    "the issuer is %s; expected one of %s".formatted(ForLog.text(issuer), accepted));
        }
    }

    /** A user's token needs an audience; an anon or service key needs none, and may have no other. */
    private void requireAudience(JwtClaims claims, boolean user) throws MalformedClaimException {
        List<String> audience = claims.hasAudience() ? claims.getAudience() : List.of();
        if ((user || !audience.isEmpty()) && !audience.contains(config.audience())) {
            throw RefusedException.unauthenticated("the audience is %s; expected %s"
                    .formatted(ForLog.text(String.valueOf(audience)), config.audience()));
        }
    }

    private static UUID userId(String subject) {
        if (subject == null || !UuidText.matches(subject)) {
            throw RefusedException.unauthenticated("the subject is no user's id");
        }
        return UUID.fromString(subject);
    }

    /** Only the project's administrator can write app_metadata; a user's own user_metadata binds nothing. */
    private static Optional<String> tenant(Object appMetadata) {
        if (appMetadata == null) {
            return Optional.empty();
        }
        if (!(appMetadata instanceof Map<?, ?> map)) {
            throw RefusedException.unauthenticated("app_metadata is no object");
        }
        Object tenant = map.get("tenant");
        if (tenant != null && !(tenant instanceof String)) {
            throw RefusedException.unauthenticated("the tenant in app_metadata is no text");
        }
        return Optional.ofNullable((String) tenant);
    }
}
