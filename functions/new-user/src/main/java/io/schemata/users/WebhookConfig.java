package io.schemata.users;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Which signed webhooks are believed. Without a secret none is. */
@ConfigMapping(prefix = "schemata.webhooks")
public interface WebhookConfig {
    /**
     * One secret, or at a rotation the old and the new one, as Supabase shows them ({@code v1,whsec_…|v1,whsec_…}) or as
     * Standard Webhooks writes them ({@code whsec_… whsec_…}).
     */
    Optional<String> secrets();
}
