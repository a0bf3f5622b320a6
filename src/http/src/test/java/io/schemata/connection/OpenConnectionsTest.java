package io.schemata.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More connections than there may be: who has sent something is heard before they have to give way. */
@Timeout(60)
class OpenConnectionsTest {
    private static final String LIMIT = "schemata.http.max-connections";
    private static final int MOST = 50;
    private static final int MORE_THAN_THERE_MAY_BE = 500;
    private static final String UNFINISHED = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n";
    private static final String REQUEST = "GET /%s HTTP/1.1\r\nHost: x\r\n\r\n";

    private final List<Socket> sockets = new ArrayList<>();
    private final BlockingQueue<HttpServerRequest> later = new LinkedBlockingQueue<>();
    private final CountDownLatch isBusy = new CountDownLatch(1);
    private final CountDownLatch isFree = new CountDownLatch(1);
    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void start() {
        System.setProperty(LIMIT, Integer.toString(MOST));
        vertx = Vertx.vertx();
        HttpServerOptions options = new HttpServerOptions();
        new OnlyHttp11().customizeHttpServer(options);
        server = vertx.createHttpServer(options).requestHandler(this::answer);
        server.listen(0).toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty(LIMIT);
        isFree.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aRequestIsAnsweredThatCameBeforeMoreConnectionsThanThereMayBe() throws Exception {
        keepBusy();
        Socket first = open("GET / HTTP/1.1\r\n");
        Socket request = open(REQUEST.formatted(""));
        openMoreThanThereMayBe();
        isFree.countDown();
        assertEquals("HTTP/1.1 200 OK", firstLine(request));
        assertEquals(-1, first.getInputStream().read(), "the one that has waited longest for its request gives way");
    }

    @Test
    void aRequestIsAnsweredThatCameAfterMoreConnectionsThanThereMayBe() throws Exception {
        keepBusy();
        openMoreThanThereMayBe();
        Socket request = open(REQUEST.formatted(""));
        isFree.countDown();
        assertEquals("HTTP/1.1 200 OK", firstLine(request));
    }

    @Test
    void aConnectionThatHadItsAnswerStaysOpenForTheNextRequest() throws Exception {
        Socket known = open(REQUEST.formatted(""));
        assertEquals("HTTP/1.1 200 OK", firstLine(known));
        keepBusy();
        openMoreThanThereMayBe();
        isFree.countDown();
        send(known, REQUEST.formatted(""));
        assertEquals("HTTP/1.1 200 OK", firstLine(known));
    }

    @Test
    void aConnectionWhoseNextRequestIsAnsweredBeforeItHasComeGivesWay() throws Exception {
        for (int i = 0; i < MOST; i++) {
            Socket socket = open(REQUEST.formatted("") + UNFINISHED);
            assertEquals("HTTP/1.1 200 OK", firstLine(socket));
            assertEquals("HTTP/1.1 200 OK", firstLine(socket));
        }
        assertEquals("HTTP/1.1 200 OK", firstLine(open(REQUEST.formatted(""))));
    }

    @Test
    void aConnectionThatIsAnsweredAgainAndAgainDoesNotKeepTheOthersFromGivingWay() throws Exception {
        for (int i = 0; i < MOST - 1; i++) {
            assertEquals("HTTP/1.1 200 OK", firstLine(open(REQUEST.formatted(""))));
        }
        Socket busy = open(UNFINISHED);
        CompletableFuture<Void> going = CompletableFuture.runAsync(() -> goOn(busy));
        assertEquals("HTTP/1.1 200 OK", firstLine(open(REQUEST.formatted(""))));
        assertFalse(going.isDone(), "it goes on");
    }

    /** Each answer comes before its request has ended. */
    private static void goOn(Socket socket) {
        try {
            while (firstLine(socket) != null) {
                send(socket, "x" + UNFINISHED);
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    @Test
    void aRequestWaitsWhileEachConnectionWaitsForItsAnswer() throws Exception {
        for (int i = 0; i < MOST; i++) {
            open(REQUEST.formatted("later"));
        }
        List<HttpServerRequest> atWork = new ArrayList<>();
        while (atWork.size() < MOST) {
            atWork.add(later.take());
        }
        Socket request = open(REQUEST.formatted(""));
        vertx.runOnContext(free -> atWork.get(0).response().end());
        assertEquals("HTTP/1.1 200 OK", firstLine(request));
    }

    /** The thread that reads what clients send does nothing else until it is free. */
    private void keepBusy() throws Exception {
        open(REQUEST.formatted("busy"));
        isBusy.await();
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/busy")) {
            isBusy.countDown();
            try {
                isFree.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        if (request.path().equals("/later")) {
            later.add(request);
        } else {
            request.response().end();
        }
    }

    private void openMoreThanThereMayBe() throws IOException {
        for (int i = 0; i < MORE_THAN_THERE_MAY_BE; i++) {
            open("GET / HTTP/1.1\r\n");
        }
    }

    private Socket open(String beginning) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        send(socket, beginning);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The answer is nothing but its head. */
    private static String firstLine(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }
}
