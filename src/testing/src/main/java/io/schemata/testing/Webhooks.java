package io.schemata.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks as Supabase sends them, and signatures as Standard Webhooks describe them. */
public final class Webhooks {
    /** As Supabase's dashboard shows a hook's secret; both are believed, as in the middle of a rotation. */
    public static final String OLD_SECRET = "v1,whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static final String NEW_SECRET = "v1,whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    /** Of a webhook that cannot sign. */
    public static final String SHARED_SECRET = "q3Jr0Hn2bT8sVxYw5LkPzD7fUcGmAe1X";

    private Webhooks() {}

    /** The headers of a message signed now. */
    public static Map<String, String> signed(String secret, String body) {
        return signed(secret, "msg_" + UUID.randomUUID(), Instant.now(), body);
    }

    public static Map<String, String> signed(String secret, String id, Instant at, String body) {
        String timestamp = Long.toString(at.getEpochSecond());
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature", signature(secret, id + "." + timestamp + "." + body));
    }

    /** What a Database Webhook on auth.users posts when a user signs up, every column of it. */
    public static String userInserted(UUID id) {
        return """
                {"type":"INSERT","table":"users","record":{"id":"%s","aud":"authenticated","role":"authenticated",\
                "email":"valid.email@example.com","phone":null,"created_at":"2026-01-02T03:04:05.678901+00:00","deleted_at":null,\
                "invited_at":null,"updated_at":"2026-01-02T03:04:05.678901+00:00",\
                "instance_id":"00000000-0000-0000-0000-000000000000","is_sso_user":false,"banned_until":null,\
                "confirmed_at":null,"email_change":"","is_anonymous":false,"phone_change":"","is_super_admin":null,\
                "recovery_token":"","last_sign_in_at":null,"recovery_sent_at":null,\
                "raw_app_meta_data":{"provider":"email","providers":["email"]},"confirmation_token":"",\
                "email_confirmed_at":null,"encrypted_password":"$2a$10$abcdefghijklmnopqrstuv","phone_change_token":"",\
                "phone_confirmed_at":null,"raw_user_meta_data":{},"confirmation_sent_at":null,"email_change_sent_at":null,\
                "phone_change_sent_at":null,"email_change_token_new":"","reauthentication_token":"",\
                "reauthentication_sent_at":null,"email_change_token_current":"","email_change_confirm_status":0},\
                "schema":"auth","old_record":null}""".formatted(id);
    }

    /** What an auth hook posts about a user. */
    public static String authHook(String name, UUID id) {
        return """
                {"metadata":{"uuid":"8b34dcdd-9df1-4c10-850a-b3277c653040","time":"2025-04-29T13:13:24.755552-07:00",\
                "name":"%s","ip_address":"127.0.0.1"},"user":{"id":"%s","aud":"authenticated","role":"",\
                "email":"valid.email@supabase.com","phone":"","app_metadata":{"provider":"email","providers":["email"]},\
                "user_metadata":{},"identities":[],"created_at":"0001-01-01T00:00:00Z","updated_at":"0001-01-01T00:00:00Z",\
                "is_anonymous":false}}""".formatted(name, id);
    }

    private static String signature(String secret, String content) {
        byte[] key = Base64.getDecoder().decode(secret.replace("v1,whsec_", ""));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
