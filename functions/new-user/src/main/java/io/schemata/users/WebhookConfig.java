package io.schemata.users;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The secrets of webhooks. Without one, none is believed. */
@ConfigMapping(prefix = "schemata.webhooks")
public interface WebhookConfig {
    /**
     * One secret, or at a rotation the old and the new one, as Supabase shows them ({@code v1,whsec_…|v1,whsec_…}) or as
     * Standard Webhooks writes them ({@code whsec_… whsec_…}).
     */
    Optional<String> secrets();

    /**
     * Secrets of webhooks that cannot sign, as Supabase's Database Webhooks: at least 32 characters each, which come in the
     * header {@code x-webhook-secret}. At a rotation the old and the new one, {@code …|…}.
     */
    Optional<String> sharedSecrets();
}
