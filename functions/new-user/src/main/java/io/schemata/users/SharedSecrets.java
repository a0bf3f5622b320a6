package io.schemata.users;

import io.schemata.refusal.RefusedException;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Verifies the secret that a webhook brings when its sender cannot sign. */
final class SharedSecrets {
    private static final String HEADER = "x-webhook-secret";
    private static final int SHORTEST = 32;

    private final List<byte[]> secrets;

    /** @throws IllegalStateException for a secret that is too short */
    SharedSecrets(WebhookConfig config) {
        this.secrets =
                Webhooks.each(config.sharedSecrets()).map(SharedSecrets::secret).toList();
    }

    static boolean isMeant(MultiMap headers) {
        return headers.contains(HEADER);
    }

    /** @throws RefusedException UNAUTHENTICATED when it is none of the secrets */
    void verify(MultiMap headers) {
        List<String> given = headers.getAll(HEADER);
        byte[] secret = given.get(0).getBytes(StandardCharsets.UTF_8);
        boolean isRight = false;
        for (byte[] known : secrets) {
            isRight |= MessageDigest.isEqual(known, secret);
        }
        if (!isRight || given.size() > 1) {
            throw RefusedException.unauthenticated("%s is none of %d secrets".formatted(HEADER, secrets.size()));
        }
    }

    private static byte[] secret(String text) {
        if (text.length() < SHORTEST) {
            throw new IllegalStateException(
                    "schemata.webhooks.shared-secrets: a secret is shorter than %d characters".formatted(SHORTEST));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
