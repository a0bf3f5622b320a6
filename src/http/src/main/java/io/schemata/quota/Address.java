package io.schemata.quota;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Where a call comes from.
 *
 * @param text its network address
 * @param isProxy whether it is one of a private network: a gateway's, behind which all visitors have one address
 */
public record Address(String text, boolean isProxy) {
    private static final Address UNKNOWN = new Address("unknown", true);
    private static final Pattern NUMERIC =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*(%\\w+)?");

    public static Address of(SocketAddress address) {
        if (address == null || address.host() == null) {
            return UNKNOWN;
        }
        InetAddress known = inet(address);
        return known == null ? UNKNOWN : new Address(text(known), isPrivate(known));
    }

    /** Of a forwarded address the text alone is known: it has to be an address, and is never looked up as a name. */
    private static InetAddress inet(SocketAddress address) {
        String text = address.hostAddress() == null ? address.host() : address.hostAddress();
        return NUMERIC.matcher(text).matches() ? new InetSocketAddress(text, 0).getAddress() : null;
    }

    /** A network of IPv6 is given out whole, from /64 on: one visitor has all its addresses. */
    private static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address.getHostAddress();
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || isUniqueLocal(address)
                || isSharedByCarriers(address);
    }

    /** 100.64.0.0/10, as pods have it too. */
    private static boolean isSharedByCarriers(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40;
    }

    private static boolean isUniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }
}
