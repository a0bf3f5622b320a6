package io.schemata.caller;

import io.schemata.refusal.Code;
import io.schemata.refusal.Refused;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Verifies bearer tokens as Supabase issues them: HS256 with the project's secret, ES256 and RS256 with its published
 * keys. The algorithm chooses the kind of key and each kind accepts only its own algorithms, so a public key can never
 * serve as a secret and an unsigned token is never read.
 */
@ApplicationScoped
public class Tokens {
    private static final int MINIMUM_SECRET_BYTES = 32;

    private final Map<String, Verifier> verifiers;
    private final Callers callers;
    private final VerifiedTokens verified = new VerifiedTokens();

    public Tokens(TokenConfig config) {
        this.callers = new Callers(config);
        Verifier secret =
                config.secret().map(text -> Verifier.ofSecret(text, config)).orElse(null);
        Verifier published = config.jwksUrl()
                .map(url -> Verifier.ofPublishedKeys(url, config))
                .orElse(null);
        if (secret == null && published == null) {
            throw new IllegalStateException(
                    "Set schemata.jwt.secret or schemata.jwt.jwks-url: no token could be verified");
        }
        this.verifiers = new HashMap<>();
        verifiers.put("HS256", secret);
        verifiers.put("ES256", published);
        verifiers.put("RS256", published);
    }

    /** Who sent this token, when it was verified lately; else null. */
    public Caller known(String token) {
        return verified.find(token, Instant.now());
    }

    /** Whether verifying may have to fetch keys, and so may take long. */
    public boolean mayBlock(String token) {
        Verifier verifier = verifierOf(token);
        return verifier != null && verifier.fetchesKeys();
    }

    /**
     * Who sent this token. Refusals, in this order: UNAUTHENTICATED when it is malformed, wrongly signed, expired, not
     * yet valid, from another issuer, for another audience, or a user's without a user; FORBIDDEN when its role is none
     * we know.
     */
    public Caller verify(String token) {
        Verifier verifier = verifierOf(token);
        if (verifier == null) {
            throw Refused.because(Code.UNAUTHENTICATED);
        }
        JwtClaims claims = verifier.claims(token);
        Caller caller = callers.of(claims);
        verified.keep(token, caller, expires(claims), Instant.now());
        return caller;
    }

    private static Instant expires(JwtClaims claims) {
        try {
            return Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
        } catch (MalformedClaimException malformed) {
            throw Refused.because(Code.UNAUTHENTICATED);
        }
    }

    private Verifier verifierOf(String token) {
        int end = token.indexOf('.');
        try {
            byte[] header = Base64.getUrlDecoder().decode(token.substring(0, Math.max(end, 0)));
            return verifiers.get(new JsonObject(new String(header, StandardCharsets.UTF_8)).getString("alg"));
        } catch (RuntimeException malformed) {
            return null;
        }
    }

    /** One kind of key with the algorithms that go with it. */
    private record Verifier(DefaultJWTTokenParser parser, JWTAuthContextInfo rules, boolean fetchesKeys) {
        static Verifier ofSecret(String text, TokenConfig config) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length < MINIMUM_SECRET_BYTES) {
                throw new IllegalStateException("schemata.jwt.secret is shorter than 32 bytes");
            }
            SecretKey key = new SecretKeySpec(bytes, "HmacSHA256");
            JWTAuthContextInfo rules = rules(config, Set.of(SignatureAlgorithm.HS256));
            rules.setSecretVerificationKey(key);
            return new Verifier(new DefaultJWTTokenParser(), rules, false);
        }

        static Verifier ofPublishedKeys(String url, TokenConfig config) {
            JWTAuthContextInfo rules = rules(config, Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256));
            rules.setPublicKeyLocation(url);
            return new Verifier(new DefaultJWTTokenParser(), rules, true);
        }

        private static JWTAuthContextInfo rules(TokenConfig config, Set<SignatureAlgorithm> algorithms) {
            JWTAuthContextInfo rules = new JWTAuthContextInfo();
            rules.setSignatureAlgorithm(algorithms);
            rules.setClockSkew(Math.toIntExact(config.clockSkew().toSeconds()));
            rules.setRequireNamedPrincipal(false);
            rules.setMaxTimeToLiveSecs(0L); // "issued at" may be missing; the time of expiry may not
            return rules;
        }

        JwtClaims claims(String token) {
            try {
                return parser.parse(token, rules).getJwtClaims();
            } catch (ParseException invalid) {
                throw Refused.because(Code.UNAUTHENTICATED);
            }
        }
    }
}
