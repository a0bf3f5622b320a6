package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * One thing that was checked.
 *
 * @param title what is true when there are no findings
 * @param count how many there should be, or null where that means nothing
 * @param findings what is wrong, a line each
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Check(String title, Long count, List<String> findings) {
    /** What is said, and was not checked. */
    public static Check remark(String title) {
        return new Check(title, null, List.of());
    }
}
