package io.schemata.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A private authority and the certificate of a server it has signed, made anew with the JDK's own keytool. */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** For a server of these names, as {@code dns:localhost,ip:127.0.0.1}. */
    public static Certificates ofServer(String names) {
        try {
            Certificates made = new Certificates(Files.createTempDirectory("certificates"));
            made.make(names);
            return made;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The authority's certificate, in PEM. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /** What PostgreSQL has to be told to use them. */
    public Map<String, String> serverSettings() {
        return Map.of(
                "ssl", "on",
                "ssl_cert_file", folder.resolve("server.pem").toString(),
                "ssl_key_file", folder.resolve("server.key").toString());
    }

    /** For a server in Java, which shows a certificate that it has signed itself. */
    public SSLContext serverContext() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(serverStore(), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void make(String names) throws IOException, GeneralSecurityException {
        keytool("ca", "-genkeypair", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool("server", "-genkeypair", "-keyalg", "EC", "-dname", "CN=server");
        keytool("ca", "-exportcert", "-rfc", "-file", authority().toString());
        keytool("server", "-certreq", "-file", folder.resolve("server.csr").toString());
        keytool(
                "ca",
                "-gencert",
                "-rfc",
                "-ext",
                "san=" + names,
                "-infile",
                folder.resolve("server.csr").toString(),
                "-outfile",
                folder.resolve("server.pem").toString());
        Path key = Files.writeString(folder.resolve("server.key"), privateKey());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private String privateKey() throws IOException, GeneralSecurityException {
        byte[] key = serverStore().getKey("server", PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8))
                        .encodeToString(key));
    }

    private KeyStore serverStore() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD.toCharArray());
    }

    private void keytool(String alias, String command, String... options) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                alias,
                "-keystore",
                folder.resolve(alias + ".p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        line.addAll(List.of(options));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
