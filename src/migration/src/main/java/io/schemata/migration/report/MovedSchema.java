package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What {@code move} did.
 *
 * @param source the schema that it was in
 * @param target the schema that it is in
 * @param notes what a person has to know
 * @param reason why nothing was done, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MovedSchema(
        String source, String target, Outcome outcome, List<String> notes, long milliseconds, String reason) {
    /** One that was not done. */
    public static MovedSchema failed(String source, String target, String reason) {
        return new MovedSchema(source, target, Outcome.FAILED, List.of(), 0, reason);
    }

    /** One line for people. */
    public String summary() {
        return reason != null
                ? "%s to %s: %s".formatted(source, target, reason)
                : switch (outcome) {
                    case MOVED -> "%s moved to %s in %d ms".formatted(source, target, milliseconds);
                    case UNDONE -> "%s moved back to %s in %d ms".formatted(target, source, milliseconds);
                    default -> "the move of %s to %s is finished".formatted(source, target);
                };
    }
}
