package io.schemata.registry;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Reads the registry from the project's {@code schemata.yaml}, from properties and from environment variables; of two
 * settings the later one in this order counts. Each setting is looked at once: the library's own mapping goes through all
 * settings for each tenant, which a registry of a thousand makes slow.
 */
@Singleton
public class RegistryReader {
    private static final String PREFIX = "schemata.tenants.";
    private static final Set<String> SETTINGS = Set.copyOf(TenantSetting.NAMES);
    private static final Map<String, Stage> BY_WORD = Stream.of(Stage.values())
            .collect(Collectors.toMap(
                    stage -> stage.name().toLowerCase(Locale.ROOT),
                    stage -> stage,
                    (one, same) -> one,
                    LinkedHashMap::new));
    private static final String STAGES = " to local, development, test, staging, production or service";

    @Produces
    @Singleton
    RegistryConfig configured(Config config) {
        return read(ProjectFile.configured(), config, System.getenv());
    }

    /** The registry in these properties alone. */
    public static RegistryConfig read(Config properties) {
        return read(ProjectFile.NONE, properties, Map.of());
    }

    static RegistryConfig read(ProjectFile file, Config config, Map<String, String> environment) {
        Map<String, Setting> settings = new HashMap<>(file.tenants());
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                ConfigValue found = config.getConfigValue(name);
                // A setting that is there and empty is another than none. Variables are read below: here their
                // underscores have become dots.
                if (found.getValue() != null && !found.getSourceName().startsWith("EnvConfigSource")) {
                    settings.put(name.substring(PREFIX.length()), new Setting(found.getValue(), name));
                }
            }
        }
        settings.putAll(TenantVariables.read(environment));
        Optional<String> defaultTenant =
                config.getOptionalValue("schemata.default-tenant", String.class).or(file::defaultTenant);
        boolean requireProduction = config.getOptionalValue("schemata.require-production", Boolean.class)
                .orElse(file.requireProduction());
        return new RegistryConfig(entries(settings), defaultTenant, requireProduction);
    }

    private static Map<String, TenantEntry> entries(Map<String, Setting> settings) {
        Map<String, Map<String, Setting>> byTenant = new HashMap<>();
        settings.forEach((key, setting) -> {
            int end = key.startsWith("\"") ? key.indexOf("\".") + 1 : key.indexOf('.');
            String name = key.substring(0, Math.max(end, 0)).replace("\"", "");
            String word = key.substring(end + 1);
            if (name.isEmpty() || !SETTINGS.contains(word)) {
                throw new RegistryException("%s: '%s' is no setting of a tenant%s"
                        .formatted(setting.place(), word, Nearest.hint(word, TenantSetting.NAMES)));
            }
            byTenant.computeIfAbsent(name, none -> new HashMap<>()).put(word, setting);
        });
        Map<String, TenantEntry> entries = new TreeMap<>();
        byTenant.forEach((name, of) -> entries.put(name, entry(name, of)));
        return entries;
    }

    private static TenantEntry entry(String name, Map<String, Setting> settings) {
        return new TenantEntry(
                required(name, settings, TenantSetting.SCHEMA),
                required(name, settings, TenantSetting.BLUEPRINT),
                stage(required(name, settings, TenantSetting.STAGE), settings.get(TenantSetting.STAGE)),
                flag(settings, TenantSetting.ENROLLED).orElse(true),
                optional(settings, TenantSetting.WELCOME_CREDITS)
                        .map(value -> number(value, settings.get(TenantSetting.WELCOME_CREDITS))),
                optional(settings, TenantSetting.LINKS),
                optional(settings, TenantSetting.MODE),
                settings.containsKey(TenantSetting.SYMMETRIC)
                        ? optional(settings, TenantSetting.SYMMETRIC)
                        : Optional.of("related_to"),
                optional(settings, TenantSetting.KEPT),
                optional(settings, TenantSetting.LOGIN),
                flag(settings, TenantSetting.CANARY).orElse(false),
                flag(settings, TenantSetting.EXPOSED));
    }

    private static Optional<Boolean> flag(Map<String, Setting> settings, String word) {
        return optional(settings, word).map(value -> isTrue(value, settings.get(word)));
    }

    private static Optional<String> optional(Map<String, Setting> settings, String word) {
        return Optional.ofNullable(settings.get(word)).map(Setting::value).filter(value -> !value.isBlank());
    }

    private static String required(String name, Map<String, Setting> settings, String word) {
        return optional(settings, word)
                .orElseThrow(() -> new RegistryException("tenant '%s' has no %s: set %s%s.%s%s"
                        .formatted(name, word, PREFIX, name, word, word.equals(TenantSetting.STAGE) ? STAGES : "")));
    }

    private static Stage stage(String value, Setting setting) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        Stage stage = BY_WORD.get(word);
        if (stage == null) {
            throw new RegistryException(
                    "%s: '%s' is no stage%s".formatted(setting.place(), value, Nearest.hint(word, BY_WORD.keySet())));
        }
        return stage;
    }

    private static boolean isTrue(String value, Setting setting) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default ->
                throw new RegistryException("%s: '%s' is neither true nor false".formatted(setting.place(), value));
        };
    }

    private static int number(String value, Setting setting) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException none) {
            throw new RegistryException("%s: '%s' is no whole number".formatted(setting.place(), value));
        }
    }
}
