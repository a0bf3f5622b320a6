package io.schemata.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the servers that a database may be on, each with its port. */
final class HostList {
    private static final int DEFAULT_PORT = 5432;

    private HostList() {}

    /** What the parameters say, or else the URL's own part, or else the variables. */
    static List<HostAddress> of(UrlText url, Optional<String> pgHost, Optional<String> pgPort) {
        List<String> names = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String host : UrlText.split(url.hosts())) {
            int colon = host.indexOf(':', Math.max(host.lastIndexOf(']'), 0));
            names.add(name(colon < 0 ? host : host.substring(0, colon)));
            ports.add(colon < 0 ? "" : host.substring(colon + 1));
        }
        String hosts = url.parameters().get("host");
        if (hosts != null || url.hosts().isEmpty() && pgHost.isPresent()) {
            names = UrlText.split(hosts == null ? pgHost.orElseThrow() : hosts);
        }
        boolean isPortGiven = ports.stream().anyMatch(port -> !port.isEmpty());
        String portParameter = Optional.ofNullable(url.parameters().get("port"))
                .or(() -> isPortGiven ? Optional.empty() : pgPort)
                .orElse(null);
        if (portParameter != null) {
            ports = List.of(portParameter.split(",", -1));
        }
        return hosts(names, ports);
    }

    private static List<HostAddress> hosts(List<String> names, List<String> ports) {
        if (ports.size() != 1 && ports.size() != names.size()) {
            throw new AddressException(
                    "DATABASE_URL names %d hosts and %d ports".formatted(names.size(), ports.size()));
        }
        List<HostAddress> hosts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) == null || names.get(i).isEmpty()) {
                throw new AddressException("DATABASE_URL names no host; write user:password@host:port/database");
            }
            if (names.get(i).indexOf('@') >= 0) {
                throw new AddressException(
                        "DATABASE_URL: the password has an @ that ends it too early; write it as %40");
            }
            if (names.get(i).matches(".*[\\s;,?#\"'].*")) {
                throw new AddressException("DATABASE_URL: a host has a character that no host has");
            }
            hosts.add(new HostAddress(names.get(i), port(ports.get(ports.size() == 1 ? 0 : i))));
        }
        return List.copyOf(hosts);
    }

    private static String name(String host) {
        if (!host.startsWith("[")) {
            return UrlText.decoded("host", host);
        }
        if (!host.endsWith("]") || host.length() == 2) {
            throw new AddressException("DATABASE_URL: an IPv6 address is not of the form [address]");
        }
        return UrlText.decoded("host", host.substring(1, host.length() - 1));
    }

    /** Not shown: what stands there may be the rest of a password with a slash. */
    private static int port(String text) {
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new AddressException("DATABASE_URL: a port is not a number from 1 to 65535 "
                    + "(a slash in a password has to be written as %2F)");
        }
        return Integer.parseInt(text);
    }
}
