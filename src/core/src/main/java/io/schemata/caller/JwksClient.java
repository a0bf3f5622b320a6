package io.schemata.caller;

import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * Fetches a project's published signing keys (a JSON Web Key Set, at most 256 KiB, within 3 s). Fetched without blocking, by one request however many calls wait, kept, and fetched
 * again when a token names a key that is not among them, but not more often than every few seconds. While they cannot be
 * fetched, the ones there are go on being believed.
 */
final class JwksClient {
    private static final Logger LOG = Logger.getLogger("io.schemata.caller");
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int MOST_BYTES = 256 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final String url;

    private List<JsonWebKey> keys;
    private Instant triedAt = Instant.MIN;
    private Future<Void> fetching;

    JwksClient(Vertx vertx, String url) {
        this.vertx = vertx;
        this.url = url;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()))
                .setMaxPoolSize(1));
    }

    /** The key a token names, or the only one for its algorithm; fails with UNAUTHENTICATED or KEYS_UNAVAILABLE. */
    Future<JsonWebKey> find(String algorithm, String keyId) {
        Optional<JsonWebKey> known = among(algorithm, keyId);
        if (known.isPresent() && !isDue(FRESH)) {
            return Future.succeededFuture(known.get());
        }
        Future<Void> fetched = isDue(known.isPresent() ? FRESH : BETWEEN_FETCHES) ? fetch() : waiting();
        return known.isPresent()
                ? Future.succeededFuture(known.get())
                : fetched.transform(done -> found(algorithm, keyId));
    }

    /** Whether keys have been fetched, now or before. */
    Future<Boolean> areKnown() {
        if (isKnown()) {
            return Future.succeededFuture(true);
        }
        return (isDue(BETWEEN_FETCHES) ? fetch() : waiting()).transform(done -> Future.succeededFuture(isKnown()));
    }

    private Future<JsonWebKey> found(String algorithm, String keyId) {
        return among(algorithm, keyId)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(
                        RefusedException.because(isKnown() ? Code.UNAUTHENTICATED : Code.KEYS_UNAVAILABLE)));
    }

    private synchronized Optional<JsonWebKey> among(String algorithm, String keyId) {
        if (keys == null) {
            return Optional.empty();
        }
        String type = algorithm.startsWith("ES") ? "EC" : "RSA";
        List<JsonWebKey> suitable =
                keys.stream().filter(key -> key.getKeyType().equals(type)).toList();
        return keyId == null
                ? suitable.stream().filter(key -> suitable.size() == 1).findFirst()
                : suitable.stream().filter(key -> keyId.equals(key.getKeyId())).findFirst();
    }

    private synchronized boolean isKnown() {
        return keys != null;
    }

    private synchronized boolean isDue(Duration after) {
        return fetching == null && Instant.now().isAfter(triedAt.plus(after));
    }

    private synchronized Future<Void> waiting() {
        return fetching == null ? Future.succeededFuture() : fetching;
    }

    private synchronized Future<Void> fetch() {
        if (fetching != null) {
            return fetching;
        }
        triedAt = Instant.now();
        Future<Void> fetch = download()
                .map(this::read)
                .onFailure(failure -> LOG.warnf("the published keys cannot be fetched: %s", failure.getMessage()))
                .<Void>mapEmpty();
        fetching = fetch;
        fetch.onComplete(done -> ended());
        return fetch;
    }

    /** The document, whole and in time, or not at all: the server is somebody else's, and may send any of it slowly. */
    private Future<Buffer> download() {
        Promise<Buffer> document = Promise.promise();
        long timer = vertx.setTimer(PATIENCE.toMillis(), due -> document.tryFail("not answered in time"));
        document.future().onComplete(done -> vertx.cancelTimer(timer));
        client.request(new RequestOptions().setAbsoluteURI(url).setMethod(HttpMethod.GET))
                .onFailure(document::tryFail)
                .onSuccess(request -> {
                    document.future().onFailure(failure -> request.connection().close());
                    request.send().onFailure(document::tryFail).onSuccess(answer -> collect(answer, document));
                });
        return document.future();
    }

    private static void collect(HttpClientResponse answer, Promise<Buffer> document) {
        if (answer.statusCode() != 200) {
            document.tryFail("status " + answer.statusCode());
            return;
        }
        Buffer collected = Buffer.buffer();
        answer.exceptionHandler(document::tryFail);
        answer.handler(chunk -> {
            if (collected.length() + chunk.length() > MOST_BYTES) {
                document.tryFail("more than %d bytes".formatted(MOST_BYTES));
            } else if (!document.future().isComplete()) {
                collected.appendBuffer(chunk);
            }
        });
        answer.endHandler(end -> document.tryComplete(collected));
    }

    private synchronized void ended() {
        fetching = null;
    }

    private synchronized List<JsonWebKey> read(Buffer document) {
        try {
            keys = new JsonWebKeySet(document.toString()).getJsonWebKeys();
            return keys;
        } catch (JoseException malformed) {
            throw new IllegalArgumentException("not a JSON Web Key Set");
        }
    }
}
