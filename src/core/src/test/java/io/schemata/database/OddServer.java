package io.schemata.database;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers each request for encryption with these bytes, and counts logins that come in plain text. */
final class OddServer implements AutoCloseable {
    private static final int PROTOCOL_3 = 196_608;

    private final ServerSocket server;
    private final byte[] answer;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger plainLogins = new AtomicInteger();

    OddServer(String answer) {
        this.answer = answer.getBytes(StandardCharsets.US_ASCII);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int openConnections() {
        return open.get();
    }

    int plainLogins() {
        return plainLogins.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.incrementAndGet();
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int length = in.readInt();
                int code = in.readInt();
                in.skipNBytes(length - 8L);
                if (code == PROTOCOL_3) {
                    plainLogins.incrementAndGet();
                    return;
                }
                socket.getOutputStream().write(answer);
                socket.getOutputStream().flush();
            }
        } catch (IOException ended) {
            return;
        } finally {
            open.decrementAndGet();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "odd-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
