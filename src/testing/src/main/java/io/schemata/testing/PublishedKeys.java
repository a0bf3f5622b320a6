package io.schemata.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Map;

/** A project's published signing keys, one ES256 and one RS256, as {@code …/auth/v1/.well-known/jwks.json} shows them. */
public final class PublishedKeys implements AutoCloseable {
    private static final String KEY = "io.schemata.testing.keys";
    private static final int COORDINATE_BYTES = 32;

    private final HttpServer server;

    private PublishedKeys(HttpServer server) {
        this.server = server;
    }

    static PublishedKeys serve() throws IOException {
        KeyPair elliptic = generate("EC");
        KeyPair rsa = generate("RSA");
        System.getProperties().put(KEY, Map.of("ES256", elliptic, "RS256", rsa));
        byte[] document = document().getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
        });
        server.start();
        return new PublishedKeys(server);
    }

    String url() {
        return "http://127.0.0.1:%d/auth/v1/.well-known/jwks.json"
                .formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The document that shows them. */
    static String document() {
        return document((ECPublicKey) pair("ES256").getPublic(), (RSAPublicKey)
                pair("RS256").getPublic());
    }

    /** A token signed with one of the published keys: ES256 or RS256. */
    public static String signed(String algorithm, Map<String, Object> claims) {
        String content = Tokens.content(
                "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(algorithm, algorithm), claims);
        try {
            Signature signature =
                    Signature.getInstance(algorithm.equals("ES256") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            signature.initSign(pair(algorithm).getPrivate());
            signature.update(content.getBytes(StandardCharsets.UTF_8));
            return content + "." + Tokens.encode(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A published key's bytes: what an attacker would use as an HMAC secret. */
    public static byte[] publicBytes(String algorithm) {
        return pair(algorithm).getPublic().getEncoded();
    }

    private static KeyPair pair(String algorithm) {
        return (KeyPair) ((Map<?, ?>) System.getProperties().get(KEY)).get(algorithm);
    }

    private static KeyPair generate(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String document(ECPublicKey elliptic, RSAPublicKey rsa) {
        return ("{\"keys\":["
                        + "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"ES256\",\"alg\":\"ES256\",\"use\":\"sig\",\"x\":\"%s\",\"y\":\"%s\"},"
                        + "{\"kty\":\"RSA\",\"kid\":\"RS256\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"%s\",\"e\":\"%s\"}]}")
                .formatted(
                        coordinate(elliptic.getW().getAffineX()),
                        coordinate(elliptic.getW().getAffineY()),
                        Tokens.encode(unsigned(rsa.getModulus())),
                        Tokens.encode(unsigned(rsa.getPublicExponent())));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = unsigned(value);
        byte[] padded = new byte[COORDINATE_BYTES];
        System.arraycopy(bytes, 0, padded, COORDINATE_BYTES - bytes.length, bytes.length);
        return Tokens.encode(padded);
    }

    private static byte[] unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
