package io.schemata.address;

import java.util.Arrays;
import java.util.Optional;

/** Which of several hosts is taken; the words are those of libpq's {@code target_session_attrs}. */
public enum SessionTarget {
    ANY("any"),
    READ_WRITE("read-write"),
    READ_ONLY("read-only"),
    PRIMARY("primary"),
    STANDBY("standby"),
    PREFER_STANDBY("prefer-standby");

    private final String word;

    SessionTarget(String word) {
        this.word = word;
    }

    static Optional<SessionTarget> named(String word) {
        return Arrays.stream(values())
                .filter(target -> target.word.equals(word))
                .findFirst();
    }

    /** As libpq spells it. */
    public String word() {
        return word;
    }

    /** Whether a session of this kind is taken. A standby is preferred by looking for one first, then for any. */
    public boolean isMetBy(boolean isStandby, boolean isReadOnly) {
        return switch (this) {
            case ANY -> true;
            case READ_WRITE -> !isReadOnly;
            case READ_ONLY -> isReadOnly;
            case PRIMARY -> !isStandby;
            case STANDBY, PREFER_STANDBY -> isStandby;
        };
    }
}
