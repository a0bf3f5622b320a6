package io.schemata.database;

import io.schemata.address.DatabaseAddress;
import io.schemata.address.HostAddress;
import io.schemata.address.SslMode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;

/** An address as the reactive client wants it, with libpq's meaning of its parts. */
final class ConnectOptions {
    /** TCP sends a lost first packet again after 1 s; what is not connected then is tried anew. */
    private static final int LONGEST_CONNECT_MILLISECONDS = 1_500;

    private ConnectOptions() {}

    /**
     * Options for one server.
     *
     * @param isPooled whether statements have to be safe on a server session that others use between two of them: then
     *     none is kept by name, and each is parsed in the same message as it is executed
     */
    static PgConnectOptions of(DatabaseAddress address, HostAddress server, Duration timeout, boolean isPooled) {
        LoginOptions options = new LoginOptions();
        options.setHost(server.host())
                .setPort(server.port())
                .setDatabase(address.database())
                .setUser(address.user())
                .setPassword(address.password() == null ? "" : address.password())
                .setConnectTimeout(Math.min(Math.toIntExact(timeout.toMillis()), LONGEST_CONNECT_MILLISECONDS))
                .setSslHandshakeTimeout(timeout.toMillis())
                .setSslHandshakeTimeoutUnit(java.util.concurrent.TimeUnit.MILLISECONDS)
                .setTcpKeepAlive(true)
                .setCachePreparedStatements(!isPooled)
                .setUseLayer7Proxy(isPooled);
        // A default of the client that PgBouncer refuses, and that PostgreSQL has as a default since version 12.
        options.getProperties().remove("extra_float_digits");
        options.addProperty(
                "application_name", address.applicationName() == null ? "schemata" : address.applicationName());
        if (address.options() != null) {
            options.addProperty("options", address.options());
        }
        encrypt(options, address, server);
        return options;
    }

    /** "prefer" and "require" encrypt and check nothing, which the client does only when it trusts every certificate. */
    private static void encrypt(LoginOptions options, DatabaseAddress address, HostAddress server) {
        SslMode mode = server.isUnixSocket() ? SslMode.DISABLE : address.sslMode();
        options.in(mode);
        if (mode.isVerified()) {
            options.setPemTrustOptions(new PemTrustOptions().addCertValue(certificates(address)))
                    .setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        } else {
            options.setTrustAll(mode != SslMode.DISABLE);
        }
    }

    private static Buffer certificates(DatabaseAddress address) {
        try {
            return Buffer.buffer(Files.readAllBytes(address.rootCertificates()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
