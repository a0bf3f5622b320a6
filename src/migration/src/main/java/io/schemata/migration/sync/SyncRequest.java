package io.schemata.migration.sync;

/**
 * What is to be replaced.
 *
 * @param source the tenant that has the structure
 * @param target the tenant that loses its schema and gets a new one
 * @param typed the name of that schema, as the person has typed it, or null
 */
public record SyncRequest(String source, String target, String typed) {}
