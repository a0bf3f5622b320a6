package io.schemata.links;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.schemata.refusal.RefusedException;
import java.util.Arrays;
import java.util.Locale;

/** Which end of its links a row is: a symmetric type leads both ways, and is found in both. */
public enum Direction {
    OUT,
    IN,
    BOTH;

    /** Exactly the word: no other case, no spaces around it. */
    @JsonCreator
    static Direction of(String word) {
        return Arrays.stream(values())
                .filter(direction -> direction.word().equals(word))
                .findFirst()
                .orElseThrow(() -> RefusedException.invalid(null, "has to be out, in or both"));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
