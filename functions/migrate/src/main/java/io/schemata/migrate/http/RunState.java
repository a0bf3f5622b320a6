package io.schemata.migrate.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * How far a run of a command is.
 *
 * @param run its id
 * @param state running, ended, or failed where it was refused or has broken off
 * @param caller who began it
 * @param done how many tenants are done, of {@code all}; null where a command does not tell
 * @param last what was done last, in a line
 * @param code the reason why it failed, as a code of the engine's or of a refusal
 * @param detail the same in words
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunState(
        String run,
        String command,
        String state,
        String caller,
        Instant begunAt,
        Instant endedAt,
        Long done,
        Long all,
        String last,
        String code,
        String detail) {}
