package io.schemata.caller;

import io.quarkus.runtime.Startup;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/**
 * Verifies bearer tokens as Supabase issues them: HS256 with the project's secret, ES256 and RS256 with its published
 * keys. The algorithm chooses the kind of key and each kind accepts only its own algorithm, so a public key can never
 * serve as a secret and an unsigned token is never read.
 */
@Startup
@ApplicationScoped
public class TokenVerifier {
    private static final Set<String> ASYMMETRIC = Set.of("ES256", "RS256");

    private final CallerClaims callers;
    private final SignatureVerifier signatures;
    private final JwksClient published;
    private final TokenCache verified = new TokenCache();

    @Inject
    public TokenVerifier(TokenConfig config, Vertx vertx) {
        if (config.secret().isEmpty() && config.jwksUrl().isEmpty()) {
            throw new IllegalStateException(
                    "SCHEMATA_JWT_SECRET and SCHEMATA_JWT_JWKS_URL are not set: no token could be verified; set one");
        }
        this.callers = new CallerClaims(config);
        this.signatures = new SignatureVerifier(config);
        this.published = config.jwksUrl().map(url -> new JwksClient(vertx, url)).orElse(null);
    }

    /** Whether there is a key to verify tokens with; fetches the published ones when there is none yet. Never fails. */
    public Uni<Boolean> areKeysKnown() {
        return published == null
                ? Uni.createFrom().item(true)
                : Uni.createFrom().completionStage(() -> published.areKnown().toCompletionStage());
    }

    /** Who sent this token, when it was verified lately; else null. */
    public Caller known(String token) {
        return verified.find(token, Instant.now());
    }

    /**
     * Who sent this token. Fails, in this order: KEYS_UNAVAILABLE when it names a published key and none could be fetched
     * yet; UNAUTHENTICATED when it is malformed, wrongly signed, expired, not yet valid, from another issuer, for another
     * audience, or a user's without a user.
     */
    public Future<Caller> verify(String token) {
        try {
            JsonObject header = header(token);
            String algorithm = header.getString("alg", "");
            if (algorithm.equals("HS256")) {
                return Future.succeededFuture(callerOf(token, signatures.withSecret(token)));
            }
            if (published != null && ASYMMETRIC.contains(algorithm)) {
                return published
                        .find(algorithm, header.getString("kid"))
                        .map(key -> callerOf(token, signatures.withKey(token, algorithm, key)));
            }
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        } catch (RuntimeException malformed) {
            // refused below
        }
        return Future.failedFuture(RefusedException.because(Code.UNAUTHENTICATED));
    }

    private Caller callerOf(String token, JwtClaims claims) {
        Caller caller = callers.of(claims);
        verified.keep(token, caller, CallerClaims.expiry(claims), Instant.now());
        return caller;
    }

    private static JsonObject header(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, Math.max(token.indexOf('.'), 0)));
        return new JsonObject(new String(header, StandardCharsets.UTF_8));
    }
}
