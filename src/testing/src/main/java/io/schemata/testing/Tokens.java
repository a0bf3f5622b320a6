package io.schemata.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as Supabase mints them, and as it never would. */
public final class Tokens {
    public static final String SECRET = "super-secret-jwt-token-with-at-least-32-characters-long";
    public static final String USER_ISSUER = "http://127.0.0.1:54321/auth/v1";

    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private Tokens() {}

    public static String user(UUID id) {
        return signed(userClaims(id));
    }

    /** Of a user without an account. */
    public static String anonymousUser(UUID id) {
        Map<String, Object> claims = userClaims(id);
        claims.put("is_anonymous", true);
        return signed(claims);
    }

    public static String service() {
        return signed(Map.of("iss", "supabase-demo", "role", "service_role", "exp", inSeconds(3_600)));
    }

    /** The service's, bound to a tenant. */
    public static String serviceOf(String tenant) {
        return signed(Map.of(
                "iss",
                "supabase-demo",
                "role",
                "service_role",
                "exp",
                inSeconds(3_600),
                "app_metadata",
                Map.of("tenant", tenant)));
    }

    public static String anon() {
        return signed(Map.of("iss", "supabase-demo", "role", "anon", "exp", inSeconds(3_600)));
    }

    /** The claims of a user's token, to be spoilt by a test. */
    public static Map<String, Object> userClaims(UUID id) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", USER_ISSUER);
        claims.put("sub", id.toString());
        claims.put("aud", "authenticated");
        claims.put("role", "authenticated");
        claims.put("iat", inSeconds(0));
        claims.put("exp", inSeconds(3_600));
        return claims;
    }

    public static long inSeconds(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    public static String signed(Map<String, Object> claims) {
        return hmac(HS256, claims, SECRET.getBytes(StandardCharsets.UTF_8));
    }

    /** Signed with HMAC whatever the header says. */
    public static String hmac(String header, Map<String, Object> claims, byte[] secret) {
        String content = content(header, claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + "." + encode(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Header and claims, without a signature. */
    public static String content(String header, Map<String, Object> claims) {
        return encode(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encode(json(claims).getBytes(StandardCharsets.UTF_8));
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : "\"" + value + "\"";
    }
}
