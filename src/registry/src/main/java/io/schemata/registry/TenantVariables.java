package io.schemata.registry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Tenants whose names have underscores, as schemas' names do, from environment variables: in
 * {@code SCHEMATA_TENANTS_SHOP_PRODUCTION_STAGE} the rules of MicroProfile Config cannot tell where the name ends.
 */
public final class TenantVariables implements ConfigSource {
    /** As the environment's own source, which says the same of names without underscores. */
    private static final int ORDINAL = 300;

    private static final Map<String, String> SETTINGS = Map.of(
            "SCHEMA", "schema",
            "BLUEPRINT", "blueprint",
            "STAGE", "stage",
            "NEW_USERS_ENROLLED", "new-users.enrolled",
            "NEW_USERS_WELCOME_CREDITS", "new-users.welcome-credits",
            "LINKS", "links",
            "MODE", "mode",
            "LINK_TYPES_SYMMETRIC", "link-types.symmetric",
            "LINK_TYPES_KEPT", "link-types.kept",
            "LOGIN", "login");
    private static final Pattern VARIABLE =
            Pattern.compile("SCHEMATA_TENANTS_([A-Z0-9_]+?)_(%s)".formatted(String.join("|", SETTINGS.keySet())));

    private final Map<String, String> settings = new HashMap<>();

    public TenantVariables() {
        this(System.getenv());
    }

    TenantVariables(Map<String, String> environment) {
        environment.forEach((variable, value) -> {
            Matcher parts = VARIABLE.matcher(variable);
            if (parts.matches()) {
                String tenant = parts.group(1).toLowerCase(Locale.ROOT);
                settings.put("schemata.tenants.%s.%s".formatted(tenant, SETTINGS.get(parts.group(2))), value);
            }
        });
    }

    @Override
    public Set<String> getPropertyNames() {
        return settings.keySet();
    }

    @Override
    public String getValue(String name) {
        return settings.get(name);
    }

    @Override
    public String getName() {
        return "tenants in environment variables";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
