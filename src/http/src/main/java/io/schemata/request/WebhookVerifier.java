package io.schemata.request;

import io.vertx.core.MultiMap;

/** Verifies calls that bring a webhook's secret instead of a token or key; a function that takes such calls brings one. */
public interface WebhookVerifier {
    /** Whether a call claims to be a webhook: then its secret decides, and no token or key does. */
    boolean isMeant(MultiMap headers);

    /**
     * The name that a signed message has, the same when it is sent again; null for one without.
     *
     * @throws io.schemata.refusal.RefusedException UNAUTHENTICATED when the signature or secret is not right
     */
    String verify(MultiMap headers, byte[] body);
}
