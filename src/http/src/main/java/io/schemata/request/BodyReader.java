package io.schemata.request;

import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads the bodies of calls into memory, before their callers are known, and so within a limit for all of them together:
 * when it is reached, the body that has been coming for the longest time is given up.
 */
@ApplicationScoped
class BodyReader {
    private final int mostBytes;
    private final Deque<Reading> unfinished = new ArrayDeque<>();
    private long bytes;

    BodyReader(CallConfig config) {
        this.mostBytes = config.maxBodyBytesInProgress();
    }

    /** Some body, from its first byte until its call has ended. */
    final class Reading {
        private final Promise<byte[]> promise = Promise.promise();
        private final HttpServerRequest request;
        private final List<byte[]> read = new ArrayList<>();
        private final Context context = Vertx.currentContext();
        private int length;
        private long held;
        private volatile boolean isGivenUp;

        private Reading(HttpServerRequest request) {
            this.request = request;
        }

        /**
         * The bytes. Fails with PAYLOAD_TOO_LARGE, or with OVERLOADED when the bodies of all calls are too much for this
         * process; never when the client goes away.
         */
        Future<byte[]> bytes() {
            return promise.future();
        }

        /** Gives the room back; to be called when the call has ended. */
        void close() {
            give(this);
        }

        private void start() {
            request.exceptionHandler(lost -> close());
            request.handler(this::add);
            request.endHandler(end -> finish());
            if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                request.response().writeContinue();
            }
            request.resume();
        }

        private void add(Buffer chunk) {
            if (isGivenUp) {
                return; // refused: what is still coming is not kept
            }
            if (length + chunk.length() > RequestBody.MOST_RAW_BYTES) {
                refuse(Code.PAYLOAD_TOO_LARGE);
            } else if (take(this, chunk.length())) {
                read.add(chunk.getBytes());
                length += chunk.length();
            } else {
                refuse(Code.OVERLOADED);
            }
        }

        private void finish() {
            isRead(this);
            if (!isGivenUp) {
                promise.tryComplete(whole());
            }
            read.clear();
        }

        /** Perhaps from another event loop than its own. */
        private void giveUp() {
            isGivenUp = true;
            context.runOnContext(now -> read.clear());
            request.connection().close();
        }

        private byte[] whole() {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            read.forEach(bytes::put);
            return bytes.array();
        }

        private void refuse(Code code) {
            isGivenUp = true;
            read.clear();
            close();
            promise.tryFail(RefusedException.because(code));
        }
    }

    /** Begins to read. */
    Reading read(HttpServerRequest request) {
        Reading reading = new Reading(request);
        synchronized (this) {
            unfinished.add(reading);
        }
        reading.start();
        return reading;
    }

    private synchronized boolean take(Reading reading, int more) {
        while (bytes + more > mostBytes && unfinished.size() > 1) {
            Reading longest = unfinished.peekFirst() == reading ? second() : unfinished.peekFirst();
            give(longest);
            longest.giveUp();
        }
        if (bytes + more > mostBytes) {
            return false;
        }
        bytes += more;
        reading.held += more;
        return true;
    }

    private Reading second() {
        return unfinished.stream().skip(1).findFirst().orElseThrow();
    }

    private synchronized void isRead(Reading reading) {
        unfinished.remove(reading);
    }

    private synchronized void give(Reading reading) {
        unfinished.remove(reading);
        bytes -= reading.held;
        reading.held = 0;
    }
}
