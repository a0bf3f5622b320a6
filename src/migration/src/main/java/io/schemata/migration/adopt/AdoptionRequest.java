package io.schemata.migration.adopt;

/**
 * What is to be adopted.
 *
 * @param from the schema that has the tables, or null: the tenant's own
 */
public record AdoptionRequest(String tenant, String from, Choices choices) {}
