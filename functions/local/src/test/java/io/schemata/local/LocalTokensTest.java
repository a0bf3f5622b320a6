package io.schemata.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The keys that every Supabase CLI documents for its local project. */
class LocalTokensTest {
    private static final String START = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZS1kZW1vIiwicm9sZSI6";

    @Test
    void makesTheAnonKeyLetterByLetter() {
        assertEquals(
                START + "ImFub24iLCJleHAiOjE5ODM4MTI5OTZ9.CRXP1A7WOeoJeXxjNni43kdQwgnWNReilDMblYTn_I0",
                LocalTokens.anonKey());
    }

    @Test
    void makesTheServiceKeyLetterByLetter() {
        assertEquals(
                START + "InNlcnZpY2Vfcm9sZSIsImV4cCI6MTk4MzgxMjk5Nn0.EGIM96RAZx35lJzdJsyH-qQwv8Hdp7fsn3W0YpN81IU",
                LocalTokens.serviceKey());
    }
}
