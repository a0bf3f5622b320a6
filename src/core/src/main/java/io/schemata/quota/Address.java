package io.schemata.quota;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a call comes from.
 *
 * @param text its network address
 * @param isProxy whether it is one of a private network: a gateway's, behind which all visitors have one address
 */
public record Address(String text, boolean isProxy) {
    private static final Address UNKNOWN = new Address("unknown", true);

    public static Address of(SocketAddress address) {
        if (address == null || address.host() == null) {
            return UNKNOWN;
        }
        InetAddress known = inet(address);
        boolean isPrivate =
                known != null && (known.isSiteLocalAddress() || known.isLinkLocalAddress() || isUniqueLocal(known));
        return new Address(address.host(), isPrivate);
    }

    /** Of a forwarded address the text alone is known; it is one already, and no name to look up. */
    private static InetAddress inet(SocketAddress address) {
        return address.isInetSocket() && address.hostAddress() != null
                ? new InetSocketAddress(address.hostAddress(), address.port()).getAddress()
                : null;
    }

    private static boolean isUniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }
}
