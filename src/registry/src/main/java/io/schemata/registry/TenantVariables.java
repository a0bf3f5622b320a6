package io.schemata.registry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tenants' settings in environment variables: {@code SCHEMATA_TENANTS_<NAME>_<SETTING>}. A name may have underscores, as
 * schemas' names do.
 */
final class TenantVariables {
    private static final String PREFIX = "SCHEMATA_TENANTS_";

    private static final Pattern VARIABLE = Pattern.compile(PREFIX
            + "([A-Z0-9_]+?)_(%s)"
                    .formatted(String.join(
                            "|",
                            TenantSetting.NAMES.stream()
                                    .map(TenantVariables::word)
                                    .toList())));

    private TenantVariables() {}

    /** The settings by {@code <tenant>.<setting>}. */
    static Map<String, Setting> read(Map<String, String> environment) {
        Map<String, Setting> settings = new HashMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX)) {
                settings.put(key(variable), new Setting(value, variable));
            }
        });
        return settings;
    }

    private static String key(String variable) {
        Matcher parts = VARIABLE.matcher(variable);
        if (!parts.matches()) {
            throw new RegistryException("%s ends in no setting of a tenant: %s"
                    .formatted(variable, String.join(", ", TenantSetting.NAMES)));
        }
        String setting = TenantSetting.NAMES.stream()
                .filter(name -> word(name).equals(parts.group(2)))
                .findFirst()
                .orElseThrow();
        return parts.group(1).toLowerCase(Locale.ROOT) + "." + setting;
    }

    private static String word(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
