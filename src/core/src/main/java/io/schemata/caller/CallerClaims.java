package io.schemata.caller;

import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Reads the caller from the claims of a token that is rightly signed and not expired. */
final class CallerClaims {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** As JSON writes the one character PostgreSQL cannot keep. */
    private static final String NUL = "\\u0000";

    private final TokenConfig config;

    CallerClaims(TokenConfig config) {
        this.config = config;
    }

    Caller of(JwtClaims claims) {
        try {
            if (claims.getRawJson().contains(NUL)) {
                throw RefusedException.because(Code.UNAUTHENTICATED);
            }
            Role role = Role.named(claims.getStringClaimValue("role"));
            boolean user = role == Role.AUTHENTICATED;
            requireIssuer(claims.getIssuer(), user ? config.userIssuers() : config.keyIssuers());
            requireAudience(claims, user);
            UUID userId = user ? userId(claims.getSubject()) : null;
            return new Caller(
                    role, userId, tenant(claims.getClaimValue("app_metadata")), new JsonObject(claims.getRawJson()));
        } catch (MalformedClaimException malformed) {
            throw RefusedException.because(Code.UNAUTHENTICATED);
        }
    }

    /** When the token ends; a time no calendar has counts as the last one. */
    static Instant expiry(JwtClaims claims) {
        try {
            long seconds = claims.getExpirationTime().getValue();
            return seconds > LAST.getEpochSecond() ? LAST : Instant.ofEpochSecond(seconds);
        } catch (MalformedClaimException malformed) {
            throw RefusedException.because(Code.UNAUTHENTICATED);
        }
    }

    private static void requireIssuer(String issuer, Set<String> accepted) {
        if (issuer == null || !accepted.contains(issuer)) {
            throw RefusedException.because(Code.UNAUTHENTICATED);
        }
    }

    /** A user's token needs an audience; an anon or service key needs none, and may have no other. */
    private void requireAudience(JwtClaims claims, boolean user) throws MalformedClaimException {
        List<String> audience = claims.hasAudience() ? claims.getAudience() : List.of();
        if ((user || !audience.isEmpty()) && !audience.contains(config.audience())) {
            throw RefusedException.because(Code.UNAUTHENTICATED);
        }
    }

    private static UUID userId(String subject) {
        if (subject == null || !UuidText.matches(subject)) {
            throw RefusedException.because(Code.UNAUTHENTICATED);
        }
        return UUID.fromString(subject);
    }

    /** Only the project's administrator can write app_metadata; a user's own user_metadata binds nothing. */
    private static Optional<String> tenant(Object appMetadata) {
        return appMetadata instanceof Map<?, ?> map
                ? Optional.ofNullable(map.get("tenant")).map(String::valueOf)
                : Optional.empty();
    }
}
