package io.schemata.caller;

import io.schemata.refusal.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;

/**
 * Verifies tokens as Supabase issues them: HS256 with the project's secret, ES256, RS256 and EdDSA with its keys, which
 * are configured or published. The algorithm chooses the kind of key and each kind accepts only its own algorithm, so a
 * public key can never serve as a secret and an unsigned token is never read.
 */
final class TokenVerifier {
    private static final OptionalInt NEVER_CHANGES = OptionalInt.of(0);

    private final CallerClaims callers;
    private final SignatureVerifier signatures;
    private final KeySet inline;
    private final JwksClient published;
    private final TokenCache verified = new TokenCache();

    /** @param inline keys of the configuration */
    TokenVerifier(TokenConfig config, KeySet inline, Vertx vertx) {
        this.callers = new CallerClaims(config);
        this.inline = inline;
        this.signatures = new SignatureVerifier(config, inline);
        this.published = config.jwksUrl()
                .map(url -> new JwksClient(vertx, url, config.jwksRefresh()))
                .orElse(null);
    }

    /** Whether there is a key to verify tokens with; fetches the published ones when there is none yet. */
    Future<Boolean> areKeysKnown() {
        return published == null ? Future.succeededFuture(true) : published.areKnown();
    }

    /** Who sent this token, when it was verified lately; else null. */
    Caller known(String token) {
        OptionalInt version = keysVersion();
        return version.isEmpty() ? null : verified.find(token, Instant.now(), version.getAsInt());
    }

    /**
     * Who sent this token. Fails, in this order: KEYS_UNAVAILABLE when it names a published key and none could be fetched
     * yet; UNAUTHENTICATED when it is malformed, wrongly signed, expired, not yet valid, from another issuer, for another
     * audience, or a user's without a user.
     */
    Future<Caller> verify(String token) {
        OptionalInt version = keysVersion(); // before a key is looked for: of newer keys nothing is said here
        try {
            JsonObject header = header(token);
            String algorithm = header.getString("alg", "");
            if (algorithm.equals("HS256")) {
                return Future.succeededFuture(callerOf(token, signatures.withSecret(token), "token by HS256", version));
            }
            if (KeySet.isAsymmetric(algorithm)) {
                return find(algorithm, header.getString("kid"))
                        .map(key -> callerOf(
                                token, signatures.withKey(token, algorithm, key), "token by " + algorithm, version));
            }
            return refused(
                    "the algorithm is %s; expected HS256, ES256, RS256 or EdDSA".formatted(ForLog.text(algorithm)));
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        } catch (RuntimeException malformed) {
            return refused("the token is not of the form of a JWT");
        }
    }

    private Future<JsonWebKey> find(String algorithm, String keyId) {
        Optional<JsonWebKey> configured = inline.find(algorithm, keyId);
        if (configured.isPresent()) {
            return Future.succeededFuture(configured.get());
        }
        return published != null
                ? published.find(algorithm, keyId)
                : refused("no key %s for %s is configured; there are %s"
                        .formatted(ForLog.text(keyId), algorithm, ForLog.text(inline.ids())));
    }

    private static <T> Future<T> refused(String reason) {
        return Future.failedFuture(RefusedException.unauthenticated(reason));
    }

    private Caller callerOf(String token, JwtClaims claims, String credential, OptionalInt keysVersion) {
        Caller caller = callers.of(claims, credential);
        keysVersion.ifPresent(
                version -> verified.keep(token, caller, CallerClaims.expiry(claims), Instant.now(), version));
        return caller;
    }

    private OptionalInt keysVersion() {
        return published == null ? NEVER_CHANGES : published.version();
    }

    private static JsonObject header(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, Math.max(token.indexOf('.'), 0)));
        return new JsonObject(new String(header, StandardCharsets.UTF_8));
    }
}
