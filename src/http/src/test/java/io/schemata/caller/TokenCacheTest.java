package io.schemata.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static final int VERSION = 7;

    private final TokenCache cache = new TokenCache();

    @Test
    void remembersATokenUntilItExpiresAndFiveMinutesAtMost() {
        keep("short", 60);
        keep("long", 3_600);

        assertSame(Caller.WEBHOOK, find("short", NOW.plusSeconds(59)));
        assertNull(find("short", NOW.plusSeconds(60)));
        assertSame(Caller.WEBHOOK, find("long", NOW.plusSeconds(299)));
        assertNull(find("long", NOW.plusSeconds(300)));
    }

    @Test
    void keepsEightMebibytesOfTokensAndThoseUsedLast() {
        for (int i = 0; i < 10_000; i++) {
            keep("x".repeat(7_000) + i, 60);
            assertSame(Caller.WEBHOOK, find("x".repeat(7_000) + 0, NOW), "it is used all the time");
        }
        assertTrue(cache.size() > 100 && cache.size() < 200, () -> cache.size() + " tokens");
        assertNull(find("x".repeat(7_000) + 1, NOW));
    }

    @Test
    void keepsNoTokenOfMoreThanEightThousandCharacters() {
        keep("x".repeat(8_193), 60);
        assertEquals(0, cache.size());
    }

    @Test
    void aTokenKeptAgainCountsOnce() {
        for (int i = 0; i < 10_000; i++) {
            keep("x".repeat(8_000), 60);
        }
        keep("other", 60);
        assertEquals(2, cache.size());
    }

    @Test
    void aTokenIsForgottenWhenThePublishedKeysChange() {
        keep("kept", 60);
        assertNull(cache.find("kept", NOW, VERSION + 1));
        assertEquals(0, cache.size());
    }

    private Caller find(String token, Instant now) {
        return cache.find(token, now, VERSION);
    }

    private void keep(String token, int seconds) {
        cache.keep(token, Caller.WEBHOOK, NOW.plusSeconds(seconds), NOW, VERSION);
    }
}
