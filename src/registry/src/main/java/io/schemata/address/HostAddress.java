package io.schemata.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * One server a database may be on.
 *
 * @param host a name, an IPv4 or IPv6 address without brackets, or the folder of a Unix socket
 * @param port 1 to 65,535; of a Unix socket, the number in its file's name
 */
public record HostAddress(String host, int port) {
    public boolean isUnixSocket() {
        return host.startsWith("/");
    }

    /** The socket's file. */
    public String socketFile() {
        return "%s/.s.PGSQL.%d".formatted(host, port);
    }

    /** Whether it is this machine, which holds no production database. */
    public boolean isLocal() {
        if (isUnixSocket() || host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return isNumeric() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    boolean isIpv6() {
        return host.indexOf(':') >= 0;
    }

    private boolean isNumeric() {
        return isIpv6() || host.matches("[0-9.]+");
    }

    @Override
    public String toString() {
        return isUnixSocket() ? socketFile() : (isIpv6() ? "[%s]:%d" : "%s:%d").formatted(host, port);
    }
}
