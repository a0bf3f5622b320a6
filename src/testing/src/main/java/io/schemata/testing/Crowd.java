package io.schemata.testing;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Many clients at once. */
public final class Crowd {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Crowd() {}

    /** Does {@code work} for the numbers below {@code calls}, {@code atOnce} at a time, and collects what came of it. */
    public static <T> List<T> of(int atOnce, int calls, IntFunction<T> work) {
        ExecutorService clients = Executors.newFixedThreadPool(atOnce);
        AtomicInteger next = new AtomicInteger();
        try {
            List<Future<List<T>>> all = new ArrayList<>();
            for (int client = 0; client < atOnce; client++) {
                all.add(clients.submit(() -> {
                    List<T> answers = new ArrayList<>();
                    for (int call = next.getAndIncrement(); call < calls; call = next.getAndIncrement()) {
                        answers.add(work.apply(call));
                    }
                    return answers;
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<List<T>> each : all) {
                answers.addAll(each.get());
            }
            return answers;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            clients.shutdownNow();
        }
    }

    /** A request of the function under test, for {@link #send}. */
    public static HttpRequest.Builder request(String function, String token, String body) {
        return request(RestAssured.port, function, token, body);
    }

    /** The same for a process on a port of its own. */
    public static HttpRequest.Builder request(int port, String function, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/%s".formatted(port, function)))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    public static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException lost) {
            return new Answer(0, lost.toString());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Status and body; status 0 when the connection broke and the client cannot know. */
    public record Answer(int status, String body) {}
}
