package io.schemata.migration.move;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A move that is under way, or can still be taken back.
 *
 * @param isCopy whether its rows are copied, or nothing is
 * @param made in place, the statements that take the old names away; of a copy, the one that takes the target's schema away
 * @param functions by name, the definitions that spelled the old schema's name: before and after
 * @param keepUntil copy: when the old tables may go, or null
 */
record Move(
        String source,
        String target,
        boolean isCopy,
        Phase phase,
        List<String> made,
        Map<String, List<String>> functions,
        Instant keepUntil) {
    /** How far it is. */
    enum Phase {
        /** Rows are being copied. */
        COPYING("copying"),
        /** All rows are there, and everything else; writes still go to the source. */
        COPIED("copied"),
        /** Writes go to the target. */
        MOVED("moved"),
        /** Writes go to the source again. */
        TAKEN_BACK("taken back");

        private final String word;

        Phase(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Phase of(String word) {
            return List.of(values()).stream()
                    .filter(phase -> phase.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Move inPlace(String source, String target, List<String> made, Map<String, List<String>> functions) {
        return new Move(source, target, false, Phase.MOVED, made, functions, null);
    }

    /** @param made the statement that takes the schema away again, or none where it was there before */
    static Move copy(String source, String target, List<String> made) {
        return new Move(source, target, true, Phase.COPYING, made, Map.of(), null);
    }
}
