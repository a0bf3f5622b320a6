package io.schemata.caller;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The API keys of the kind that is no token: {@code sb_publishable_…} for visitors, {@code sb_secret_…} for the service. */
final class ApiKeys {
    private static final String PREFIX = "sb_";
    private static final int SHORTEST = 32;

    private final List<Key> keys = new ArrayList<>();

    private record Key(byte[] digest, Caller caller) {}

    /**
     * @param variable the value of an environment variable, or null
     * @throws IllegalStateException for a key that is none; the message names it and has nothing of its value
     */
    ApiKeys(ApiKeyConfig config, UnaryOperator<String> variable) {
        add(Kind.PUBLISHABLE, config.publishable());
        add(Kind.SECRET, config.secret());
        for (Kind kind : Kind.values()) {
            add(kind, named(kind.variable + "S", variable));
            Optional.ofNullable(variable.apply(kind.variable))
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> add(kind, Map.of("default", value)));
        }
    }

    private enum Kind {
        PUBLISHABLE("sb_publishable_", "SUPABASE_PUBLISHABLE_KEY", Role.ANON),
        SECRET("sb_secret_", "SUPABASE_SECRET_KEY", Role.SERVICE_ROLE);

        private final String prefix;
        private final String variable;
        private final Role role;

        Kind(String prefix, String variable, Role role) {
            this.prefix = prefix;
            this.variable = variable;
            this.role = role;
        }
    }

    /** Whether it is meant as such a key, be it known or not. */
    static boolean isOne(String credential) {
        return credential.startsWith(PREFIX);
    }

    /** The caller who has this key. Takes the same time whichever key is almost right. */
    Optional<Caller> find(String key) {
        byte[] digest = digest(key);
        Caller found = null;
        for (Key known : keys) {
            found = MessageDigest.isEqual(known.digest(), digest) ? known.caller() : found;
        }
        return Optional.ofNullable(found);
    }

    /** The keys' names, for the log. */
    String names() {
        return keys.stream().map(key -> key.caller().credential()).collect(Collectors.joining(", "));
    }

    private void add(Kind kind, Map<String, String> named) {
        named.forEach((name, value) -> {
            String key = value.trim();
            if (!key.startsWith(kind.prefix) || key.length() < SHORTEST) {
                throw new IllegalStateException("the key '%s' is not of the form %s…, or shorter than %d characters"
                        .formatted(name, kind.prefix, SHORTEST));
            }
            keys.add(new Key(digest(key), caller(kind, name)));
        });
    }

    private static Caller caller(Kind kind, String name) {
        return new Caller(
                kind.role,
                null,
                Optional.empty(),
                new JsonObject().put("role", kind.role.databaseName()),
                "%s key '%s'".formatted(kind.name().toLowerCase(java.util.Locale.ROOT), name));
    }

    private static Map<String, String> named(String name, UnaryOperator<String> variable) {
        String value = variable.apply(name);
        if (value == null || value.isBlank()) {
            return Map.of();
        }
        try {
            return new JsonObject(value)
                    .stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
        } catch (DecodeException | ClassCastException malformed) {
            throw new IllegalStateException("%s is no JSON object from name to key".formatted(name));
        }
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
