package io.schemata.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens as a local Supabase makes them, with the secret every Supabase CLI documents: the anon and the service key come
 * out letter by letter as the ones it prints.
 */
final class LocalTokens {
    static final String SECRET = "super-secret-jwt-token-with-at-least-32-characters-long";
    static final String USER_ISSUER = "http://127.0.0.1:54321/auth/v1";

    /** The keys of the kind that is no token, as every Supabase CLI has them. */
    static final String PUBLISHABLE_KEY = "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH";

    static final String SECRET_KEY = "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz";

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final String KEY = "{\"iss\":\"supabase-demo\",\"role\":\"%s\",\"exp\":1983812996}";
    private static final String USER =
            "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"authenticated\",\"role\":\"authenticated\",\"iat\":%d,\"exp\":%d}";
    private static final Duration USER_TOKEN_LIFE = Duration.ofDays(7);

    private LocalTokens() {}

    static String ofUser(String userId) {
        Instant now = Instant.now();
        return sign(USER.formatted(
                USER_ISSUER,
                userId,
                now.getEpochSecond(),
                now.plus(USER_TOKEN_LIFE).getEpochSecond()));
    }

    static String anonKey() {
        return sign(KEY.formatted("anon"));
    }

    static String serviceKey() {
        return sign(KEY.formatted("service_role"));
    }

    private static String sign(String claims) {
        String content =
                encode(HEADER.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return content + "." + encode(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
