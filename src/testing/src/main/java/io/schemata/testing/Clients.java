package io.schemata.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that call a function again and again beside what a test does, and remember when they were answered what. */
public final class Clients implements AutoCloseable {
    private final List<Thread> clients = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final AtomicBoolean isOver = new AtomicBoolean();

    /** One answered call; times from {@link System#nanoTime}. */
    public record Call(int status, String body, long sentNanoseconds, long answeredNanoseconds) {
        public long milliseconds() {
            return (answeredNanoseconds - sentNanoseconds) / 1_000_000;
        }
    }

    /** What a client sends, each time anew. */
    public interface Request {
        Crowd.Answer send();
    }

    private Clients() {}

    public static Clients start(int atOnce, Request request) {
        Clients clients = new Clients();
        for (int i = 0; i < atOnce; i++) {
            Thread client = new Thread(() -> clients.call(request));
            clients.clients.add(client);
            client.start();
        }
        return clients;
    }

    /** The calls that were answered so far. */
    public List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** Waits until so many calls that were sent from now on have this status; fails after the time. */
    public void awaitStatus(int status, int count, int seconds) {
        long now = System.nanoTime();
        long end = now + seconds * 1_000_000_000L;
        int seen = 0;
        int found = 0;
        while (found < count) {
            for (Call call : callsAfter(seen, end)) {
                seen++;
                found += call.status() == status && call.sentNanoseconds() >= now ? 1 : 0;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("%d of %d answers %d within %d s".formatted(found, count, status, seconds));
            }
        }
    }

    /** The calls after the first {@code seen}, when there are some, or at the end of the time. */
    private List<Call> callsAfter(int seen, long end) {
        synchronized (calls) {
            while (calls.size() <= seen && System.nanoTime() < end) {
                try {
                    calls.wait(100);
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
            return List.copyOf(calls.subList(seen, calls.size()));
        }
    }

    /** The longest time between two calls with this status, from one moment to another, in milliseconds. */
    public long longestWithout(int status, long fromNanoseconds, long toNanoseconds) {
        long last = fromNanoseconds;
        long longest = 0;
        for (Call call : calls()) {
            if (call.status() == status && call.answeredNanoseconds() > fromNanoseconds) {
                longest = Math.max(longest, Math.min(call.answeredNanoseconds(), toNanoseconds) - last);
                last = call.answeredNanoseconds();
            }
        }
        return Math.max(longest, toNanoseconds - last) / 1_000_000;
    }

    /** Goes on calling for that long. */
    public void callFor(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Await.until(() -> System.nanoTime() >= end);
    }

    /** Goes on calling for that long, and answers what was seen in that time. */
    public Figures measure(int seconds) {
        long from = System.nanoTime();
        callFor(seconds);
        return Figures.of(calls(), from, System.nanoTime());
    }

    @Override
    public void close() {
        isOver.set(true);
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private void call(Request request) {
        while (!isOver.get()) {
            long sent = System.nanoTime();
            Crowd.Answer answer = request.send();
            Call call = new Call(answer.status(), answer.body(), sent, System.nanoTime());
            synchronized (calls) {
                calls.add(call);
                calls.notifyAll();
            }
        }
    }
}
