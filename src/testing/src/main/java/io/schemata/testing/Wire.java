package io.schemata.testing;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A call byte by byte, for what no well-behaved client would send. */
public final class Wire {
    private static final int PATIENCE_MILLISECONDS = 20_000;

    private Wire() {}

    /** Sends exactly this, as Latin-1, and gives the whole answer back. */
    public static String send(String request) {
        return send(request.getBytes(StandardCharsets.ISO_8859_1), new byte[0]);
    }

    /** Sends a POST with exactly these header lines, each a Latin-1 text, and gives the whole answer back. */
    public static String post(String function, String body, String... headers) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST /%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(
                        function,
                        content.length,
                        String.join(
                                "", Arrays.stream(headers).map(h -> h + "\r\n").toList()));
        return send(head.getBytes(StandardCharsets.ISO_8859_1), content);
    }

    private static String send(byte[] head, byte[] body) {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
