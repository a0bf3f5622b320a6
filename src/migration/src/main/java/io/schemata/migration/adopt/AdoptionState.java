package io.schemata.migration.adopt;

import java.time.Instant;
import java.util.List;

/**
 * An adoption that was begun and is neither finished nor undone.
 *
 * @param source the schema that had the tables
 * @param kept the schema that has them now: another name of the same, where the tenant has its name
 * @param restingFunctions definitions of the trigger functions whose work others do now
 * @param restingTriggers statements that let the old tables' own triggers work again
 * @param filledTables the tables that changesets fill, whose rows are not copied
 * @param keptTables the old tables
 * @param begunAt null as long as it is not written
 */
public record AdoptionState(
        String schema,
        String source,
        String kept,
        Choices choices,
        Phase phase,
        List<String> restingFunctions,
        List<String> restingTriggers,
        List<String> movedExtensions,
        List<String> filledTables,
        List<String> keptTables,
        boolean hadSignUpTrigger,
        Instant begunAt) {
    /** How far it is. */
    public enum Phase {
        /** The functions rest that set users up in the old tables. */
        BEGUN("begun"),
        /** The old tables are read-only, under their schema's new name. */
        SET_ASIDE("set aside"),
        /** The blueprint is made, and closed to all; rows are copied. */
        MADE("made"),
        /** All is copied and open. */
        ADOPTED("adopted");

        private final String word;

        Phase(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Phase of(String word) {
            return List.of(values()).stream()
                    .filter(phase -> phase.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    boolean isBefore(Phase other) {
        return phase.compareTo(other) < 0;
    }

    AdoptionState at(Phase other) {
        return new AdoptionState(
                schema,
                source,
                kept,
                choices,
                other,
                restingFunctions,
                restingTriggers,
                movedExtensions,
                filledTables,
                keptTables,
                hadSignUpTrigger,
                begunAt);
    }

    /** Whether the old tables have the tenant's own name and were renamed. */
    boolean isInPlace() {
        return source.equals(schema);
    }
}
