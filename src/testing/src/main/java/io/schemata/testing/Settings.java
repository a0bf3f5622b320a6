package io.schemata.testing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Settings as a process gets them. A test's classes may be loaded twice, so they are kept where both see them. */
public final class Settings {
    private static final String KEY = "io.schemata.testing.settings";

    private Settings() {}

    static void remember(Map<String, String> settings) {
        System.getProperties().put(KEY, Map.copyOf(settings));
    }

    /** What the function under test was started with, for another process of the same function. */
    @SuppressWarnings("unchecked")
    public static Map<String, String> ofFunction() {
        return asEnvironment((Map<String, String>) System.getProperties().get(KEY));
    }

    public static Map<String, String> asEnvironment(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        settings.forEach(
                (name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        return environment;
    }
}
