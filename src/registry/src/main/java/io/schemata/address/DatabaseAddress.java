package io.schemata.address;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a database is and how to connect to it: what {@code DATABASE_URL} and its helpers say, with libpq's meaning.
 *
 * @param hosts one or more servers, tried in this order
 * @param user the login
 * @param password its password, or null when none is given
 * @param database its name
 * @param sslMode how the connection is encrypted and the server checked
 * @param rootCertificates a file of PEM certificates to check the server's against; null unless it is checked
 * @param target which of the servers is taken
 * @param applicationName how the session calls itself, or null
 * @param options settings of the session, as {@code -c name=value}, or null
 * @param connectTimeout for one server, from the first packet to the end of the login, or null
 * @param isTransactionPooler whether the URL says that it leads to a pooler, as Prisma's {@code ?pgbouncer=true} does
 */
public record DatabaseAddress(
        List<HostAddress> hosts,
        String user,
        String password,
        String database,
        SslMode sslMode,
        Path rootCertificates,
        SessionTarget target,
        String applicationName,
        String options,
        Duration connectTimeout,
        boolean isTransactionPooler) {

    /** Whether it runs on this machine. */
    public boolean isLocal() {
        return hosts.stream().allMatch(HostAddress::isLocal);
    }

    /** The servers and the database, without login and password. */
    public String place() {
        return hosts.stream().map(HostAddress::toString).collect(Collectors.joining(",")) + "/" + database;
    }

    /** The password is no part of it. */
    @Override
    public String toString() {
        return place();
    }
}
