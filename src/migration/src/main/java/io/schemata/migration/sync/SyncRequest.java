package io.schemata.migration.sync;

/**
 * What is to be replaced.
 *
 * @param source the tenant whose structure is taken
 * @param target the tenant whose schema is dropped and made anew
 * @param typed the name of that schema, as the person has typed it, or null
 */
public record SyncRequest(String source, String target, String typed) {}
