package io.schemata.caller;

import io.schemata.refusal.RefusedException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Checks a token's signature and times with one key and for one algorithm, whatever its header says. */
final class SignatureVerifier {
    private static final int MINIMUM_SECRET_BYTES = 32;

    private final DefaultJWTTokenParser parser = new DefaultJWTTokenParser();
    private final TokenConfig config;
    private final List<JWTAuthContextInfo> secrets;

    /** @param inline keys of the configuration, of which the secrets verify HS256 as the configured one does */
    SignatureVerifier(TokenConfig config, KeySet inline) {
        this.config = config;
        Stream<JWTAuthContextInfo> secret = config.secret().stream()
                .map(text -> rulesOf("SCHEMATA_JWT_SECRET", text.getBytes(StandardCharsets.UTF_8)));
        this.secrets = Stream.concat(
                        secret, inline.secrets().stream().map(bytes -> rulesOf("a secret of SCHEMATA_JWT_JWKS", bytes)))
                .toList();
    }

    JwtClaims withSecret(String token) {
        RefusedException wrong =
                RefusedException.unauthenticated("the algorithm is HS256; SCHEMATA_JWT_SECRET is not set");
        for (JWTAuthContextInfo rules : secrets) {
            try {
                return parser.parse(token, rules).getJwtClaims();
            } catch (ParseException invalid) {
                wrong = RefusedException.unauthenticated(reason(invalid, "the secret"));
                if (!isWronglySigned(invalid)) {
                    throw wrong;
                }
            }
        }
        throw wrong;
    }

    JwtClaims withKey(String token, String algorithm, JsonWebKey key) {
        JWTAuthContextInfo rules = rules(SignatureAlgorithm.fromAlgorithm(algorithm));
        rules.setPublicVerificationKey((PublicKey) key.getKey());
        try {
            return parser.parse(token, rules).getJwtClaims();
        } catch (ParseException invalid) {
            throw RefusedException.unauthenticated(reason(invalid, "the key " + ForLog.text(key.getKeyId())));
        }
    }

    private static boolean isWronglySigned(ParseException invalid) {
        return invalid.getCause() instanceof InvalidJwtException cause
                && cause.hasErrorCode(ErrorCodes.SIGNATURE_INVALID);
    }

    /** What is wrong, in words that have nothing of the token. */
    private static String reason(ParseException invalid, String key) {
        if (isWronglySigned(invalid)) {
            return "the signature is not made with " + key;
        }
        if (!(invalid.getCause() instanceof InvalidJwtException cause)
                || cause.getJwtContext() == null
                || cause.getJwtContext().getJwtClaims() == null) {
            return "the token is not of the form of a JWT";
        }
        try {
            JwtClaims claims = cause.getJwtContext().getJwtClaims();
            if (cause.hasExpired()) {
                return "it expired at %s, and now it is %s".formatted(time(claims.getExpirationTime()), Instant.now());
            }
            if (cause.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
                return "it is not valid before %s, and now it is %s"
                        .formatted(time(claims.getNotBefore()), Instant.now());
            }
            return claims.hasClaim("exp") ? "its times are not right" : "it has no time of expiry";
        } catch (MalformedClaimException malformed) {
            return "a claim is of the wrong type";
        }
    }

    private static String time(NumericDate date) {
        return Instant.ofEpochMilli(date.getValueInMillis()).toString();
    }

    private JWTAuthContextInfo rulesOf(String name, byte[] bytes) {
        if (bytes.length < MINIMUM_SECRET_BYTES) {
            throw new IllegalStateException("%s has %d bytes; HS256 needs at least 32".formatted(name, bytes.length));
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
