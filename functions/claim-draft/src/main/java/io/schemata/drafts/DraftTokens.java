package io.schemata.drafts;

import io.schemata.request.CallContext;
import io.schemata.request.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens drafts are kept under: 256 bits made here and shown once. The database gets their SHA-256 alone, so no
 * statement, log or backup of it holds one. (Where a client gave an Idempotency-Key, its token is as hard to find from a
 * backup as the key is to guess.)
 */
@ApplicationScoped
class DraftTokens {
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final SecureRandom random = new SecureRandom();

    /** A salt for {@link #of}, or a token. */
    String random() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return text(bytes);
    }

    /**
     * The token of a call that may be repeated. It is made of its Idempotency-Key and a salt that is kept, so that who
     * repeats the call gets it again, and it cannot be made without the key.
     */
    String of(String idempotencyKey, String salt) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes(idempotencyKey), HMAC));
            return text(mac.doFinal(bytes(salt)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is kept of a token, or of another secret: its SHA-256 in hexadecimal. */
    static String hash(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(secret)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is kept of a call's Idempotency-Key, which is its caller's own among the calls of a function; null without one. */
    static String hashOfKey(String function, CallContext call) {
        return call.idempotencyKey() == null ? null : hash(function + call.keyOwner() + "\n" + call.idempotencyKey());
    }

    /** Refuses a visitor's call without a token: who they are, it alone tells. */
    static void requireOfVisitor(CallContext call, String token) {
        if (call.caller().userId() == null) {
            Fields.required("token", token);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
