package io.schemata.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.schemata.refusal.RefusedException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens are accepted of the issuers in the configuration, or else of the one that publishes the keys. */
class CallerClaimsTest {
    private static final String KEYS = "https://shop.supabase.co/auth/v1/.well-known/jwks.json";

    @ParameterizedTest
    @CsvSource({
        "https://shop.supabase.co/auth/v1, '', true",
        "https://shop.supabase.co, '', true",
        "https://other.supabase.co/auth/v1, '', false",
        "https://shop.supabase.co/auth/v1, https://other.supabase.co/auth/v1, false",
        "https://other.supabase.co/auth/v1, https://other.supabase.co/auth/v1, true",
    })
    void theIssuerThatPublishesTheKeysIsAcceptedWhereNoneIsNamed(String issuer, String named, boolean isAccepted)
            throws InvalidJwtException {
        CallerClaims claims =
                new CallerClaims(config(Map.of("schemata.jwt.jwks-url", KEYS, "schemata.jwt.user-issuers", named)));
        UUID user = UUID.randomUUID();
        JwtClaims given =
                JwtClaims.parse("{\"iss\":\"%s\",\"sub\":\"%s\",\"role\":\"authenticated\",\"aud\":\"authenticated\"}"
                        .formatted(issuer, user));
        if (isAccepted) {
            assertEquals(user, claims.of(given, "a key").userId());
        } else {
            assertThrows(RefusedException.class, () -> claims.of(given, "a key"));
        }
    }

    @Test
    void keysFromElsewhereNameNoIssuer() {
        TokenConfig config = config(Map.of("schemata.jwt.jwks-url", "https://example.com/keys"));
        assertThrows(IllegalStateException.class, () -> new CallerClaims(config));
    }

    private static TokenConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(TokenConfig.class)
                .withDefaultValues(Map.of("schemata.jwt.jwks-refresh", "PT30S", "schemata.jwt.clock-skew", "PT0S"))
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(TokenConfig.class);
    }
}
