package io.schemata.caller;

import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;

/** Checks a token's signature and times with one key and for one algorithm, whatever its header says. */
final class SignatureVerifier {
    private static final int MINIMUM_SECRET_BYTES = 32;

    private final DefaultJWTTokenParser parser = new DefaultJWTTokenParser();
    private final TokenConfig config;
    private final JWTAuthContextInfo secret;

    SignatureVerifier(TokenConfig config) {
        this.config = config;
        this.secret = config.secret().map(this::rulesOf).orElse(null);
    }

    JwtClaims withSecret(String token) {
        if (secret == null) {
            throw RefusedException.because(Code.UNAUTHENTICATED);
        }
        return claims(token, secret);
    }

    JwtClaims withKey(String token, String algorithm, JsonWebKey key) {
        JWTAuthContextInfo rules = rules(SignatureAlgorithm.fromAlgorithm(algorithm));
        rules.setPublicVerificationKey((PublicKey) key.getKey());
        return claims(token, rules);
    }

    private JwtClaims claims(String token, JWTAuthContextInfo rules) {
        try {
            return parser.parse(token, rules).getJwtClaims();
        } catch (ParseException invalid) {
            throw RefusedException.because(Code.UNAUTHENTICATED);
        }
    }

    private JWTAuthContextInfo rulesOf(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MINIMUM_SECRET_BYTES) {
            throw new IllegalStateException(
                    "SCHEMATA_JWT_SECRET has %d bytes; HS256 needs at least 32".formatted(bytes.length));
        }
        JWTAuthContextInfo rules = rules(SignatureAlgorithm.HS256);
        rules.setSecretVerificationKey(new SecretKeySpec(bytes, "HmacSHA256"));
        return rules;
    }

    private JWTAuthContextInfo rules(SignatureAlgorithm algorithm) {
        JWTAuthContextInfo rules = new JWTAuthContextInfo();
        rules.setSignatureAlgorithm(Set.of(algorithm));
        rules.setClockSkew(Math.toIntExact(config.clockSkew().toSeconds()));
        rules.setRequireNamedPrincipal(false);
        rules.setMaxTimeToLiveSecs(0L); // "issued at" may be missing; the time of expiry may not
        return rules;
    }
}
