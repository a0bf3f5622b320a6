package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Clients;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A small process goes on serving a good client, whatever the others send. */
@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class HostileClientsIT {
    private static final int HEAP_MEGABYTES = 128;
    private static final int CONNECTIONS = 1_200;
    private static final String HEAD =
            "POST /reserve-credits HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    private static FunctionProcess function;
    private static String good;

    @BeforeAll
    static void start() {
        function = FunctionProcess.startSmall(HEAP_MEGABYTES, "reserve-credits");
        good = Tokens.user(Database.userWith("public", 10));
        // The first request of a client that has just started may come a while after it has connected.
        theGoodClientIsServed(1);
    }

    @AfterAll
    static void stop() {
        assertTrue(function.handle().isAlive(), function::log);
        function.close();
    }

    @Test
    void unfinishedHeadsTakeNoPlaceFromOthers() throws IOException {
        whileOpen(HEAD + "Authorization: Bearer " + "x".repeat(15_000));
    }

    @Test
    void unfinishedBodiesTakeNoMemoryFromOthers() throws IOException {
        whileOpen(HEAD + "Content-Length: 160000\r\n\r\n{\"a\":\"" + "x".repeat(120_000));
    }

    @Test
    void chunksWithoutAnEndAreCutOff() throws IOException {
        whileOpen(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + ("2000\r\n" + "x".repeat(0x2000) + "\r\n").repeat(20));
    }

    @Test
    void requestsThatAreSentWithoutWaitingForAnswersEndTheirConnection() throws IOException {
        String request = "POST /reserve-credits HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
        whileOpen(request.repeat(500));
    }

    @Test
    void connectionsWhoseBodyEndsAfterTheAnswerTakeNoPlaceFromOthers() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = open("POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n");
                sockets.add(socket);
                if (socket.getInputStream().read() >= 0) {
                    socket.getOutputStream().write('x');
                }
            }
            theGoodClientIsServed(50);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void http2IsNotSpoken() throws IOException {
        whileOpen("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0".repeat(1_000));
    }

    @Test
    void formsAreNoJsonAndAreNotExecuted() throws IOException {
        String form = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n" + "x".repeat(100_000)
                + "\r\n--b--";
        String head =
                "POST /%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n";
        for (String type :
                List.of("multipart/form-data; boundary=b", "application/x-www-form-urlencoded", "text/plain")) {
            assertRefused(415, head.formatted("credit-balance", good, type, form.length(), "") + form);
        }
        assertRefused(
                415,
                head.formatted("credit-balance", good, "application/json", 2, "Content-Encoding: gzip\r\n") + "{}");
        assertRefused(413, head.formatted("credit-balance", good, "application/json", 400_000_000, ""));
    }

    @Test
    void aClientThatGoesOnSendingAfterARefusalIsCutOff() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), function.port())) {
            OutputStream output = socket.getOutputStream();
            output.write((HEAD + "Content-Length: 400000000000\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            assertThrows(IOException.class, () -> {
                while (System.nanoTime() < end) {
                    output.write(new byte[64 * 1024]);
                }
            });
        }
    }

    @Test
    void aTextOfEscapesCountsAsWhatItSays() {
        String escaped = "{\"amount\": 1, \"reference\": \"%s\"}".formatted("\\u00e9".repeat(20_000));
        Crowd.Answer read = Crowd.send(Crowd.request(function.port(), "reserve-credits", good, escaped));
        assertEquals(400, read.status(), "it was read, and is too long for a reference");
        String large = "{\"amount\": 1, \"reference\": \"%s\"}".formatted("x".repeat(66_000));
        assertEquals(
                413,
                Crowd.send(Crowd.request(function.port(), "reserve-credits", good, large))
                        .status());
    }

    @Test
    void manyLargeTokensFillNoMemory() {
        UUID user = Database.newUser();
        List<Integer> answers = Crowd.of(8, 3_000, call -> {
            Map<String, Object> claims = Tokens.userClaims(user);
            claims.put("padding", call + "x".repeat(12_000));
            return Crowd.send(Crowd.request(function.port(), "credit-balance", Tokens.signed(claims), "{}"))
                    .status();
        });
        assertEquals(List.of(200), answers.stream().distinct().toList());
        theGoodClientIsServed(20);
    }

    /** Opens more connections than the process takes, each with the beginning of something, and calls beside them. */
    private static void whileOpen(String beginning) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try (Clients clients = Clients.start(1, HostileClientsIT::call)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                sockets.add(open(beginning));
            }
            theGoodClientIsServed(50);
            clients.awaitStatus(200, 50, 30);
            assertTrue(
                    clients.calls().stream().allMatch(call -> call.status() == 200),
                    () -> clients.calls().toString());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** The function may close it at once. */
    private static Socket open(String beginning) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), function.port());
        try {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException closed) {
            socket.close();
        }
        return socket;
    }

    private static void assertRefused(int status, String request) throws IOException {
        try (Socket socket = open(request)) {
            socket.setSoTimeout(20_000);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 %d ".formatted(status)), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
        }
    }

    private static void theGoodClientIsServed(int calls) {
        for (int i = 0; i < calls; i++) {
            Crowd.Answer answer = call();
            assertEquals(200, answer.status(), () -> answer.body() + function.log());
        }
    }

    private static Crowd.Answer call() {
        return Crowd.send(Crowd.request(function.port(), "credit-balance", good, "{\"limit\": 0}"));
    }
}
