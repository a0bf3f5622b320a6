package io.schemata.caller;

import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;

/**
 * Fetches a project's published signing keys (a JSON Web Key Set, at most 256 KiB, within 3 s) without blocking: every 30 s
 * (a setting) while they are used, so that a revoked key is refused within 60 s; when a token names a key that is not among them, at
 * most every 5 s; and after a failure every 500 ms, beside the fetches that are still unanswered. While they cannot be
 * fetched, the known ones stay valid, and a token with another key is refused as KEYS_UNAVAILABLE.
 */
final class JwksClient {
    private static final Logger LOG = Logger.getLogger("io.schemata.caller");
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_RETRIES = Duration.ofMillis(500);
    private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(1);
    private static final Duration LONGEST_REFRESH = Duration.ofSeconds(50);

    /** Keys that are older than that and the time between two fetches are used only while newer ones cannot be fetched. */
    private static final Duration OVERDUE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final KeySetDownload download;
    private final Duration refresh;

    private KeySet keys;
    private int version;
    private Instant fetchedAt = Instant.MIN;
    private Instant triedAt = Instant.MIN;
    private Instant wantedUntil = Instant.MIN;
    private boolean hasFailed;

    /** At most as many as retries fit into the longest fetch. */
    private final Deque<Promise<Void>> fetching = new ArrayDeque<>();

    JwksClient(Vertx vertx, String url, Duration refresh) {
        if (refresh.compareTo(SHORTEST_REFRESH) < 0 || refresh.compareTo(LONGEST_REFRESH) > 0) {
            throw new IllegalStateException(
                    "SCHEMATA_JWT_JWKS_REFRESH is %s; it has to be 1s to 50s".formatted(refresh));
        }
        this.vertx = vertx;
        this.refresh = refresh;
        this.download =
                new KeySetDownload(vertx, url, PATIENCE, Math.toIntExact(PATIENCE.dividedBy(BETWEEN_RETRIES)) + 1);
    }

    /** The key a token names, or the only one for its algorithm; fails with UNAUTHENTICATED or KEYS_UNAVAILABLE. */
    Future<JsonWebKey> find(String algorithm, String keyId) {
        Optional<JsonWebKey> known = among(algorithm, keyId);
        isWanted();
        Future<Void> fetched = fetchIfDue(known.isPresent() ? refresh : BETWEEN_FETCHES);
        return known.isPresent() && !areTooOld()
                ? Future.succeededFuture(known.get())
                : fetched.transform(done -> found(algorithm, keyId));
    }

    /**
     * The number of times that the keys have changed, for who keeps what was verified with them; empty when they are too
     * old to go on with. Fetches them when it is time.
     */
    OptionalInt version() {
        if (isDue(refresh)) {
            isWanted();
            fetchIfDue(refresh);
        }
        synchronized (this) {
            return areTooOld() ? OptionalInt.empty() : OptionalInt.of(version);
        }
    }

    /** Whether keys have been fetched, now or before. */
    Future<Boolean> areKnown() {
        return isKnown()
                ? Future.succeededFuture(true)
                : fetchIfDue(BETWEEN_FETCHES).transform(done -> Future.succeededFuture(isKnown()));
    }

    private Future<JsonWebKey> found(String algorithm, String keyId) {
        return among(algorithm, keyId)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(
                        isUpToDate()
                                ? RefusedException.unauthenticated("no key %s for %s is published; there are %s"
                                        .formatted(ForLog.text(keyId), algorithm, ForLog.text(ids())))
                                : RefusedException.because(Code.KEYS_UNAVAILABLE)));
    }

    private synchronized Optional<JsonWebKey> among(String algorithm, String keyId) {
        return keys == null ? Optional.empty() : keys.find(algorithm, keyId);
    }

    private synchronized String ids() {
        return keys.ids();
    }

    private synchronized boolean areTooOld() {
        return isUpToDate() && Instant.now().isAfter(fetchedAt.plus(refresh).plus(OVERDUE));
    }

    private synchronized boolean isKnown() {
        return keys != null;
    }

    private synchronized boolean isUpToDate() {
        return keys != null && !hasFailed;
    }

    /** Callers wait for a fetch that is still unanswered: another may get through. */
    private void retry() {
        boolean isWanted;
        synchronized (this) {
            isWanted = !fetching.isEmpty() && Instant.now().isBefore(wantedUntil);
        }
        if (isWanted) {
            fetchIfDue(BETWEEN_RETRIES);
        }
    }

    private synchronized void isWanted() {
        wantedUntil = Instant.now().plus(PATIENCE);
    }

    private synchronized boolean isDue(Duration after) {
        boolean isRetry = !isUpToDate() || !fetching.isEmpty();
        return Instant.now().isAfter(triedAt.plus(isRetry ? BETWEEN_RETRIES : after));
    }

    /** The newest fetch under way, begun now if it is time for one; a result at once when there is none. */
    private Future<Void> fetchIfDue(Duration after) {
        Promise<Void> fetch;
        Instant begun = Instant.now();
        synchronized (this) {
            if (!isDue(after)) {
                return fetching.isEmpty()
                        ? Future.succeededFuture()
                        : fetching.peekLast().future();
            }
            triedAt = begun;
            fetch = Promise.promise();
            fetching.add(fetch);
        }
        vertx.setTimer(BETWEEN_RETRIES.plusMillis(10).toMillis(), due -> retry());
        Future.<Void>succeededFuture().compose(now -> download.start()).onComplete(read -> ended(fetch, begun, read));
        return fetch.future();
    }

    /** Keys that have arrived serve those too who wait for another fetch. */
    private void ended(Promise<Void> fetch, Instant begun, AsyncResult<KeySet> read) {
        List<Promise<Void>> done;
        synchronized (this) {
            if (!fetching.contains(fetch)) {
                return; // a later one has brought newer keys
            }
            hasFailed = read.failed();
            done = new ArrayList<>(read.succeeded() ? fetching : List.of(fetch));
            if (read.succeeded()) {
                version += keys == null || keys.isSame(read.result()) ? 0 : 1;
                keys = read.result();
                fetchedAt = begun;
                while (fetching.peekFirst() != fetch) { // begun earlier: what they bring is older
                    fetching.removeFirst();
                }
            }
            fetching.remove(fetch);
        }
        if (read.failed()) {
            LOG.warnf("the published keys cannot be fetched: %s", read.cause().getMessage());
        }
        done.forEach(Promise::tryComplete);
    }
}
