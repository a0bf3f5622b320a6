package io.schemata.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server of published keys that answers in several wrong ways. */
public final class KeyServer implements AutoCloseable {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n%s\r\n";

    /** How it answers. */
    public enum Manner {
        /** Never. */
        SILENT,
        /** It begins a body, and stops. */
        STALLED,
        /** With a body that has no end. */
        ENDLESS,
        /** With an error. */
        BROKEN,
        /** With the keys. */
        GOOD
    }

    private final ServerSocket server;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile Manner manner;
    private volatile String document = PublishedKeys.document();

    private KeyServer(Manner manner) throws IOException {
        this.manner = manner;
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Daemon.start(this::accept);
    }

    public static KeyServer start(Manner manner) {
        try {
            return new KeyServer(manner);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From the next connection on. */
    public void become(Manner other) {
        manner = other;
    }

    /** From the next connection on, these keys alone are published. */
    public void publish(String... keyIds) {
        document = PublishedKeys.documentOf(keyIds);
    }

    public String url() {
        return "http://127.0.0.1:%d/keys".formatted(server.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket socket = server.accept();
            open.add(socket);
            Daemon.start(() -> answer(socket, manner, document));
        }
    }

    private static void answer(Socket socket, Manner manner, String document) throws IOException {
        OutputStream out = socket.getOutputStream();
        switch (manner) {
            case SILENT -> {}
            case STALLED -> write(out, HEAD.formatted("Content-Length: 1000\r\n") + "{\"keys\":[");
            case ENDLESS -> {
                write(out, HEAD.formatted("Content-Length: 400000000\r\n"));
                for (int block = 0; block < 400; block++) {
                    write(out, " ".repeat(1_000_000));
                }
            }
            case BROKEN -> write(out, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            case GOOD -> write(out, HEAD.formatted("Connection: close\r\n") + document);
        }
        if (manner == Manner.GOOD) {
            socket.shutdownOutput();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
