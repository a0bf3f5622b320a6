package io.schemata.caller;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tokens verified lately, so that a user's next call costs no signature check. A token is believed from here no longer
 * than it is valid, and for five minutes at most, so that a withdrawn key is noticed.
 */
final class TokenCache {
    private static final int MOST = 4_096;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Map<String, Verified> tokens = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    };

    private record Verified(Caller caller, Instant until) {}

    /** Who sent this token, or null when that is not known any more. */
    synchronized Caller find(String token, Instant now) {
        Verified verified = tokens.get(token);
        if (verified != null && !now.isBefore(verified.until())) {
            tokens.remove(token);
            return null;
        }
        return verified == null ? null : verified.caller();
    }

    synchronized void keep(String token, Caller caller, Instant expires, Instant now) {
        Instant latest = now.plus(LONGEST);
        tokens.put(token, new Verified(caller, expires.isBefore(latest) ? expires : latest));
    }
}
