package io.schemata.caller;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** The keys of a JSON Web Key Set (RFC 7517). */
record KeySet(List<JsonWebKey> keys) {
    /** The type of key that each algorithm takes: an elliptic curve's parameter for ES256 is P-256, for EdDSA Ed25519. */
    private static final Map<String, String> TYPES = Map.of(
            "ES256", EllipticCurveJsonWebKey.KEY_TYPE,
            "RS256", RsaJsonWebKey.KEY_TYPE,
            "EdDSA", OctetKeyPairJsonWebKey.KEY_TYPE);

    static final KeySet NONE = new KeySet(List.of());

    KeySet {
        keys = List.copyOf(keys);
    }

    /**
     * Reads a set, or a bare array of keys.
     *
     * @throws IllegalArgumentException when it is neither; the message has nothing of the document
     */
    static KeySet read(String document) {
        String text = document.trim();
        try {
            return new KeySet(
                    new JsonWebKeySet(text.startsWith("[") ? "{\"keys\":%s}".formatted(text) : text).getJsonWebKeys());
        } catch (JoseException malformed) {
            throw new IllegalArgumentException("not a JSON Web Key Set");
        }
    }

    static boolean isAsymmetric(String algorithm) {
        return TYPES.containsKey(algorithm);
    }

    /** The key that a token names, or the only one for its algorithm when it names none. */
    Optional<JsonWebKey> find(String algorithm, String keyId) {
        List<JsonWebKey> suitable =
                keys.stream().filter(key -> serves(key, algorithm)).toList();
        return keyId == null
                ? suitable.stream().filter(key -> suitable.size() == 1).findFirst()
                : suitable.stream().filter(key -> keyId.equals(key.getKeyId())).findFirst();
    }

    /** The secrets of a set that is not published: self-hosted Supabase keeps the one for HS256 in its set. */
    List<byte[]> secrets() {
        return keys.stream()
                .filter(OctetSequenceJsonWebKey.class::isInstance)
                .map(key -> ((OctetSequenceJsonWebKey) key).getOctetSequence())
                .toList();
    }

    /** The same keys in the same order. */
    boolean isSame(KeySet other) {
        return texts().equals(other.texts());
    }

    /** The keys' ids, for the log. */
    String ids() {
        return keys.stream().map(key -> String.valueOf(key.getKeyId())).collect(Collectors.joining(", "));
    }

    private List<String> texts() {
        return keys.stream().map(JsonWebKey::toJson).toList();
    }

    private static boolean serves(JsonWebKey key, String algorithm) {
        return key.getKeyType().equals(TYPES.get(algorithm))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                && (key.getUse() == null || key.getUse().equals("sig"));
    }
}
