package io.schemata.address;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Where certificates of authorities stand on a machine. */
final class RootCertificates {
    private static final List<String> BUNDLES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem");

    private RootCertificates() {}

    /** The operating system's own, or those of {@code SSL_CERT_FILE}. */
    static Path ofSystem(UnaryOperator<String> variables) {
        String named = variables.apply("SSL_CERT_FILE");
        Stream<String> places = named == null ? BUNDLES.stream() : Stream.of(named);
        return places.map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new AddressException("sslrootcert=system: this machine has no file of certificates; "
                        + "name one by SSL_CERT_FILE"));
    }

    /** The one libpq looks for when none is named. */
    static Path ofUser(UnaryOperator<String> variables) {
        String home = variables.apply("HOME");
        return Path.of(home == null ? "/nonexistent" : home, ".postgresql", "root.crt");
    }
}
