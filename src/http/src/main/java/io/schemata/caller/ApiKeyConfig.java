package io.schemata.caller;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/**
 * The project's API keys, by name. Besides these, the variables are read that Supabase sets: {@code
 * SUPABASE_PUBLISHABLE_KEYS} and {@code SUPABASE_SECRET_KEYS}, a JSON object from name to key each, and {@code
 * SUPABASE_PUBLISHABLE_KEY} and {@code SUPABASE_SECRET_KEY}, which are named {@code default}.
 */
@ConfigMapping(prefix = "schemata.keys")
public interface ApiKeyConfig {
    /** Keys for browsers and apps ({@code sb_publishable_…}): they call as visitors. */
    Map<String, String> publishable();

    /** Keys for servers ({@code sb_secret_…}): they call as the service. */
    Map<String, String> secret();
}
