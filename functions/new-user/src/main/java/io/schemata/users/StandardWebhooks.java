package io.schemata.users;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.schemata.refusal.RefusedException;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verifies signatures as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> say, and as Supabase's auth
 * hooks are signed: HMAC-SHA256 over id, time and body, compared in constant time, at most five minutes old. Every
 * configured secret is tried, so that secrets can be rotated without losing a message.
 */
final class StandardWebhooks {
    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final Pattern SECRET = Pattern.compile("(?:v1,)?(whsec_[A-Za-z0-9+/]{32,88}={0,2})");

    /** A space in the standard, a comma and a space in Supabase's auth service. */
    private static final Pattern BETWEEN_SIGNATURES = Pattern.compile(",?\\s+|,(?=v1a?,)");

    private static final Pattern MESSAGE_ID = Pattern.compile("[!-~]{1,255}");

    private final List<Webhook> secrets;

    StandardWebhooks(WebhookConfig config) {
        this.secrets =
                Webhooks.each(config.secrets()).map(StandardWebhooks::webhook).toList();
    }

    /** Whether a call claims to be signed. */
    static boolean isMeant(MultiMap headers) {
        return headers.contains(SIGNATURE) || headers.contains(ID);
    }

    /**
     * The message's id.
     *
     * @throws RefusedException UNAUTHENTICATED when the signature is not right, or too old
     */
    String verify(MultiMap headers, byte[] body) {
        String signatures = String.join(" ", BETWEEN_SIGNATURES.split(one(headers, SIGNATURE)));
        Map<String, List<String>> signed = Map.of(
                ID, List.of(one(headers, ID)),
                TIMESTAMP, List.of(one(headers, TIMESTAMP)),
                SIGNATURE, List.of(signatures));
        String text = new String(body, StandardCharsets.UTF_8);
        boolean isRight = false;
        for (Webhook secret : secrets) {
            isRight |= isRight(secret, text, signed);
        }
        if (!isRight || !MESSAGE_ID.matcher(headers.get(ID)).matches()) {
            throw RefusedException.unauthenticated(
                    "the webhook's signature is made with none of %d secrets, or its time is more than five minutes off"
                            .formatted(secrets.size()));
        }
        return headers.get(ID);
    }

    private static Webhook webhook(String secret) {
        Matcher matcher = SECRET.matcher(secret);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("schemata.webhooks.secrets: a secret is not of the form whsec_<base64>");
        }
        try {
            return new Webhook(matcher.group(1));
        } catch (EmptyWebhookSecretException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static boolean isRight(Webhook secret, String body, Map<String, List<String>> headers) {
        try {
            secret.verify(body, headers);
            return true;
        } catch (WebhookVerificationException wrong) {
            return false;
        }
    }

    private static String one(MultiMap headers, String name) {
        List<String> values = headers.getAll(name);
        if (values.size() != 1) {
            throw RefusedException.unauthenticated("a signed webhook has one header %s".formatted(name));
        }
        return values.get(0);
    }
}
