package io.schemata.testing;

import io.schemata.localpostgres.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A database with a certificate of a private authority, and what libpq's six modes make of it: with the authority's
 * certificate and the host it names, with another host, with another authority, with none.
 */
public final class Encryption implements AutoCloseable {
    /** What a mode leads to. */
    public enum Outcome {
        PLAIN,
        ENCRYPTED,
        /** Found out when connecting. */
        REFUSED,
        /** Found out before: there is nothing to check with. */
        UNREADABLE
    }

    /** One way to connect. */
    public record Attempt(String mode, String with, String url, Outcome outcome) {
        @Override
        public String toString() {
            return mode + " with " + with;
        }
    }

    private final LocalPostgres server;
    private final Path sockets;
    private final Path authority;
    private final Path otherAuthority;

    private Encryption(LocalPostgres server, Path sockets, Path authority, Path otherAuthority) {
        this.server = server;
        this.sockets = sockets;
        this.authority = authority;
        this.otherAuthority = otherAuthority;
    }

    /** Certified for "localhost" alone. */
    public static Encryption start() {
        Certificates certificates = Certificates.ofServer("dns:localhost");
        Map<String, String> settings = new HashMap<>(certificates.serverSettings());
        try {
            Path sockets = Files.createTempDirectory("sockets");
            settings.put("unix_socket_directories", sockets.toString());
            return new Encryption(
                    LocalPostgres.temporary(settings),
                    sockets,
                    certificates.authority(),
                    Certificates.ofServer("dns:localhost").authority());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public LocalPostgres server() {
        return server;
    }

    /** Where its Unix socket is. */
    public Path socketFolder() {
        return sockets;
    }

    /** Six modes, four ways each. */
    public List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        for (String mode : List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full")) {
            for (String with : List.of("right", "wrong host", "wrong authority", "none")) {
                attempts.add(new Attempt(mode, with, url(mode, with), outcome(mode, with)));
            }
        }
        return attempts;
    }

    private String url(String mode, String with) {
        String host = with.equals("wrong host") ? "127.0.0.1" : "localhost";
        Path root =
                switch (with) {
                    case "none" -> Path.of("/nonexistent/root.crt");
                    case "wrong authority" -> otherAuthority;
                    default -> authority;
                };
        return "postgresql://postgres:postgres@%s:%d/postgres?sslmode=%s&sslrootcert=%s&application_name=%s"
                .formatted(host, server.port(), mode, root, (mode + "_" + with).replaceAll("\\W", "_"));
    }

    private static Outcome outcome(String mode, String with) {
        return switch (mode) {
            case "disable", "allow" -> Outcome.PLAIN;
            case "prefer" -> Outcome.ENCRYPTED;
            default -> {
                if (with.equals("none")) {
                    yield mode.equals("require") ? Outcome.ENCRYPTED : Outcome.UNREADABLE;
                }
                boolean isRefused =
                        with.equals("wrong authority") || with.equals("wrong host") && mode.equals("verify-full");
                yield isRefused ? Outcome.REFUSED : Outcome.ENCRYPTED;
            }
        };
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
