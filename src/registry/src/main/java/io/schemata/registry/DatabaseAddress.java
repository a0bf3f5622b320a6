package io.schemata.registry;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Where a database is, without the secrets of its URL. */
public record DatabaseAddress(String host, int port, String database) {
    private static final int DEFAULT_PORT = 5432;

    /** Reads {@code postgresql://user:password@host:port/database}. The message of a refusal repeats no part of it. */
    public static DatabaseAddress of(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).startsWith("postgres")) {
                throw new IllegalArgumentException();
            }
            int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
            return new DatabaseAddress(uri.getHost(), port, uri.getPath().replaceFirst("^/", ""));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "DATABASE_URL is not of the form postgresql://user:password@host:port/database");
        }
    }

    /** Whether it runs on this machine: such a database is nobody's production. */
    public boolean isLocal() {
        try {
            return host.equals("localhost")
                    || isNumeric() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private boolean isNumeric() {
        return host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?");
    }
}
