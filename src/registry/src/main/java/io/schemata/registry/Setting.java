package io.schemata.registry;

/**
 * A setting as it was found.
 *
 * @param place a line of a file, the name of a property or of an environment variable
 */
record Setting(String value, String place) {}
