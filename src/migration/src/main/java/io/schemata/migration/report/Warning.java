package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a person has to know of a pending change before it runs.
 *
 * @param change its name
 * @param statement the statement's first words
 * @param effect what it does to rows, or to those who use the table meanwhile
 * @param isLoss whether data is gone after it
 */
@RegisterForReflection
public record Warning(
        String change,
        String statement,
        String effect,
        @JsonProperty("isLoss") boolean isLoss) {}
