package io.schemata.request;

import io.vertx.core.MultiMap;

/** Verifies calls that carry a signature instead of a bearer token; a function that takes such calls brings one. */
public interface WebhookVerifier {
    /** Whether a call claims to be signed: then the signature decides, and no bearer token does. */
    boolean isSigned(MultiMap headers);

    /**
     * The name the sender gave this message, the same when it is sent again.
     *
     * @throws io.schemata.refusal.RefusedException UNAUTHENTICATED when the signature is not right for headers and body
     */
    String verify(MultiMap headers, byte[] body);
}
