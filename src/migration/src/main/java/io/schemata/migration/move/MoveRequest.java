package io.schemata.migration.move;

/**
 * What is to be moved.
 *
 * @param source a tenant, or {@code schema:<name>}
 * @param target the tenant that has it afterwards
 */
public record MoveRequest(String source, String target) {}
