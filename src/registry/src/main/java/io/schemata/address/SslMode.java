package io.schemata.address;

import java.util.Arrays;
import java.util.Optional;

/** Whether a connection to the database is encrypted, and what of the server is checked; the words are libpq's. */
public enum SslMode {
    /** Never encrypted. */
    DISABLE("disable"),
    /** Encrypted only when the server asks for it. */
    ALLOW("allow"),
    /** Encrypted when the server can; nothing is checked. */
    PREFER("prefer"),
    /** Always encrypted; nothing is checked. */
    REQUIRE("require"),
    /** Always encrypted; the server's certificate has to come from a known authority. */
    VERIFY_CA("verify-ca"),
    /** The same, and it has to name the host. */
    VERIFY_FULL("verify-full");

    private final String word;

    SslMode(String word) {
        this.word = word;
    }

    static Optional<SslMode> named(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }

    /** As libpq spells it. */
    public String word() {
        return word;
    }

    /** Whether the server has to show a certificate that a known authority has signed. */
    public boolean isVerified() {
        return this == VERIFY_CA || this == VERIFY_FULL;
    }
}
