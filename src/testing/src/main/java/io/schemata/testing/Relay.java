package io.schemata.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A network between a function and its database that can fail as networks do: silently. */
public final class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private volatile boolean isFrozen;

    private Relay(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Daemon.start(this::accept);
    }

    /** A way to a port of this machine. */
    public static Relay to(int port) {
        try {
            return new Relay(port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on nothing comes through any more, not even a farewell: of old and of new connections. */
    public void freeze() {
        isFrozen = true;
        loseConnections();
    }

    /** New connections come through again; the old ones never will. */
    public void thaw() {
        isFrozen = false;
    }

    /** The connections there are lead nowhere from now on, without an end; new ones come through. */
    public void loseConnections() {
        lines.forEach(line -> line.isLost = true);
    }

    /** The connections that have not been closed by either end. */
    public long openConnections() {
        return lines.stream().filter(line -> !line.database.isClosed()).count();
    }

    /** All there ever were. */
    public int connections() {
        return lines.size();
    }

    /** Waits until someone has connected. */
    public void awaitLine() {
        Await.until(() -> !lines.isEmpty());
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Line line : lines) {
                line.client.close();
                line.database.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Line line = new Line(server.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
            line.isLost = isFrozen;
            lines.add(line);
            Daemon.start(() -> line.copy(line.client, line.database));
            Daemon.start(() -> line.copy(line.database, line.client));
        }
    }

    private static final class Line {
        private final Socket client;
        private final Socket database;
        private volatile boolean isLost;

        private Line(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }

        /** What is lost is still read, as a network takes what it then drops. */
        private void copy(Socket from, Socket to) throws IOException {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8_192];
            try {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!isLost) {
                        out.write(buffer, 0, read);
                    }
                }
            } finally {
                if (!isLost) {
                    to.close();
                }
            }
        }
    }
}
