package io.schemata.registry;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A project's {@code schemata.yaml}: its tenants and the default one. No secrets: an unknown key is refused.
 *
 * @param settings by dotted key, but for the tenants'
 * @param tenants the tenants' settings by {@code <tenant>.<setting>}
 */
record ProjectFile(Map<String, Setting> settings, Map<String, Setting> tenants) {
    static final ProjectFile NONE = new ProjectFile(Map.of(), Map.of());

    private static final String TENANTS = "tenants";

    private static final String DEFAULT_TENANT = "default-tenant";
    private static final String REQUIRE_PRODUCTION = "require-production";
    private static final List<String> KEYS = List.of(TENANTS, DEFAULT_TENANT, REQUIRE_PRODUCTION);
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    /** That of the project folder, or an empty one where there is none. */
    static ProjectFile configured() {
        return ProjectFolder.find()
                .map(folder -> read(folder.resolve(ProjectFolder.FILE)))
                .orElse(NONE);
    }

    static ProjectFile read(Path file) {
        String name = file.getFileName().toString();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return of(new SettingEvents(new StreamReader(reader), options, name));
        } catch (MarkedYAMLException wrong) {
            throw new RegistryException(
                    "%s:%d: %s".formatted(name, wrong.getProblemMark().getLine() + 1, wrong.getProblem()));
        } catch (YAMLException | IOException unreadable) {
            throw new RegistryException("%s cannot be read: %s".formatted(name, unreadable.getMessage()));
        }
    }

    private static ProjectFile of(SettingEvents events) {
        ProjectFile read = new ProjectFile(new HashMap<>(), new HashMap<>());
        Event root = events.begin();
        if (root instanceof MappingStartEvent) {
            for (ScalarEvent key = events.key(); key != null; key = events.key()) {
                read.put(key, events);
            }
        } else if (root != null) {
            events.put("", root, read.settings);
        }
        if (root != null) {
            events.end();
        }
        return read;
    }

    private void put(ScalarEvent keyEvent, SettingEvents events) {
        String key = keyEvent.getValue();
        if (!KEYS.contains(key)) {
            throw new RegistryException(
                    "%s: '%s' is no key here%s".formatted(events.place(keyEvent), key, Nearest.hint(key, KEYS)));
        }
        Event value = events.value();
        boolean isTenants = key.equals(TENANTS) && value instanceof MappingStartEvent;
        events.put(isTenants ? "" : key, value, isTenants ? tenants : settings);
    }

    Optional<String> defaultTenant() {
        return Optional.ofNullable(settings.get(DEFAULT_TENANT)).map(Setting::value);
    }

    boolean requireProduction() {
        return Optional.ofNullable(settings.get(REQUIRE_PRODUCTION))
                .map(setting -> Boolean.parseBoolean(setting.value()))
                .orElse(false);
    }
}
