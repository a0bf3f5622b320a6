package io.schemata.caller;

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

/** Downloads a JSON Web Key Set of at most 256 KiB, in time or not at all. */
final class KeySetDownload {
    private static final int MOST_BYTES = 256 * 1024;

    private final Vertx vertx;
    private final String url;
    private final Duration patience;
    private final HttpClient client;

    KeySetDownload(Vertx vertx, String url, Duration patience, int mostAtOnce) {
        this.vertx = vertx;
        this.url = url;
        this.patience = patience;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(patience.toMillis()))
                .setMaxPoolSize(mostAtOnce));
    }

    /** The keys. The server is not ours, and may send any part slowly. */
    Future<KeySet> start() {
        return document().map(document -> KeySet.read(document.toString()));
    }

    private Future<Buffer> document() {
        Promise<Buffer> document = Promise.promise();
        long timer = vertx.setTimer(patience.toMillis(), due -> document.tryFail("not answered in time"));
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
}
