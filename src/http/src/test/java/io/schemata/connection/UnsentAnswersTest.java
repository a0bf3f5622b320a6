package io.schemata.connection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not read their answers fill no memory. */
@Timeout(60)
class UnsentAnswersTest {
    private static final int ANSWER_BYTES = 4 * 1024 * 1024;
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final List<Socket> sockets = new ArrayList<>();
    private final Semaphore answered = new Semaphore(0);
    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        HttpServerOptions options = new HttpServerOptions();
        new OnlyHttp11().customizeHttpServer(options);
        server = vertx.createHttpServer(options).requestHandler(request -> {
            request.response().end(Buffer.buffer(new byte[ANSWER_BYTES]));
            answered.release();
        });
        server.listen(0).toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theOnesThatWaitLongestToBeReadAreGivenUp() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            silent.add(ask(4_096));
            answered.acquire();
        }
        assertTrue(bytes(silent.get(0)) < ANSWER_BYTES, "the first one is given up");
        assertTrue(bytes(silent.get(11)) > ANSWER_BYTES, "the last one is answered whole, with its head");
        assertTrue(bytes(ask(1 << 20)) > ANSWER_BYTES, "and so is who reads");
    }

    private Socket ask(int receiveBufferBytes) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(receiveBufferBytes);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** How many come until the answer is whole or the connection ends. */
    private static int bytes(Socket socket) {
        byte[] buffer = new byte[65_536];
        int all = 0;
        try {
            while (all <= ANSWER_BYTES) {
                int read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    return all;
                }
                all += read;
            }
        } catch (IOException reset) {
            return all;
        }
        return all;
    }
}
