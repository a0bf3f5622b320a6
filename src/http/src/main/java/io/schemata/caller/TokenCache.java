package io.schemata.caller;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers verified tokens, so that a user's next call needs no signature check. A token stays until it expires, until
 * the published keys change, and for five minutes at most.
 */
final class TokenCache {
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    /** A longer token is verified again each time: a few thousand of them would be all the memory there is. */
    private static final int MOST_CHARACTERS = 8 * 1024;

    /** For the entry itself, and for claims that are kept as text and as objects. */
    private static final int BYTES_PER_ENTRY = 500;

    private static final int BYTES_PER_CHARACTER = 6;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Map<String, Verified> tokens = new LinkedHashMap<>(16, 0.75f, true);
    private int bytes;

    private record Verified(Caller caller, Instant until, int keysVersion) {}

    /** The caller of a token that was verified with this version of the keys, or null. */
    synchronized Caller find(String token, Instant now, int keysVersion) {
        Verified verified = tokens.get(token);
        if (verified != null && (!now.isBefore(verified.until()) || verified.keysVersion() != keysVersion)) {
            remove(token);
            return null;
        }
        return verified == null ? null : verified.caller();
    }

    synchronized void keep(String token, Caller caller, Instant expires, Instant now, int keysVersion) {
        if (token.length() > MOST_CHARACTERS) {
            return;
        }
        Instant latest = now.plus(LONGEST);
        remove(token);
        tokens.put(token, new Verified(caller, expires.isBefore(latest) ? expires : latest, keysVersion));
        bytes += bytes(token);
        while (bytes > MOST_BYTES) {
            remove(tokens.keySet().iterator().next()); // the one that was not used for the longest time
        }
    }

    synchronized int size() {
        return tokens.size();
    }

    private void remove(String token) {
        if (tokens.remove(token) != null) {
            bytes -= bytes(token);
        }
    }

    private static int bytes(String token) {
        return BYTES_PER_ENTRY + BYTES_PER_CHARACTER * token.length();
    }
}
