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
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A project's published signing keys, one for each of ES256, RS256 and EdDSA, as {@code …/auth/v1/.well-known/jwks.json} shows them. */
public final class PublishedKeys implements AutoCloseable {
    private static final String KEY = "io.schemata.testing.keys";
    private static final int COORDINATE_BYTES = 32;
    private static final Map<String, String> SIGNATURES =
            Map.of("ES256", "SHA256withECDSAinP1363Format", "RS256", "SHA256withRSA", "EdDSA", "Ed25519");

    private final HttpServer server;

    private PublishedKeys(HttpServer server) {
        this.server = server;
    }

    /** Makes new ones, for this process, and shows them. */
    public static PublishedKeys serve() throws IOException {
        System.getProperties()
                .put(
                        KEY,
                        Map.of(
                                "ES256", generate("EC"),
                                "RS256", generate("RSA"),
                                "EdDSA", generate("Ed25519"),
                                "other", generate("EC")));
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

    public String url() {
        return "http://127.0.0.1:%d/auth/v1/.well-known/jwks.json"
                .formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The document that shows them. */
    public static String document() {
        return documentOf("ES256", "RS256", "EdDSA");
    }

    /** The document that shows some of them; {@code other} is a second one for ES256. */
    public static String documentOf(String... keyIds) {
        return Arrays.stream(keyIds)
                .map(id -> shown(id, pair(id).getPublic()))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** A token signed with the key for an algorithm: ES256, RS256 or EdDSA. */
    public static String signed(String algorithm, Map<String, Object> claims) {
        return signed(algorithm, algorithm, claims);
    }

    /** A token signed with one of the keys. */
    public static String signed(String algorithm, String keyId, Map<String, Object> claims) {
        String content =
                Tokens.content("{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(algorithm, keyId), claims);
        try {
            Signature signature = Signature.getInstance(SIGNATURES.get(algorithm));
            signature.initSign(pair(keyId).getPrivate());
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
            } else if (kind.equals("RSA")) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String shown(String id, PublicKey key) {
        if (key instanceof ECPublicKey elliptic) {
            return jwk(
                    "\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"alg\":\"ES256\",\"x\":\"%s\",\"y\":\"%s\"",
                    id,
                    coordinate(elliptic.getW().getAffineX()),
                    coordinate(elliptic.getW().getAffineY()));
        }
        if (key instanceof RSAPublicKey rsa) {
            return jwk(
                    "\"kty\":\"RSA\",\"kid\":\"%s\",\"alg\":\"RS256\",\"n\":\"%s\",\"e\":\"%s\"",
                    id, Tokens.encode(unsigned(rsa.getModulus())), Tokens.encode(unsigned(rsa.getPublicExponent())));
        }
        byte[] encoded = key.getEncoded(); // of Ed25519 the last 32 bytes are the key
        return jwk(
                "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\",\"alg\":\"EdDSA\",\"x\":\"%s\"",
                id, Tokens.encode(Arrays.copyOfRange(encoded, encoded.length - COORDINATE_BYTES, encoded.length)));
    }

    private static String jwk(String members, Object... values) {
        return "{%s,\"use\":\"sig\"}".formatted(members.formatted(values));
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
