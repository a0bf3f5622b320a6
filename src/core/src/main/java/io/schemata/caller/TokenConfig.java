package io.schemata.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which tokens are believed. At least one of secret and JWKS is needed; neither has a default. */
@ConfigMapping(prefix = "schemata.jwt")
public interface TokenConfig {
    /** The project's legacy JWT secret: verifies HS256, and so the anon and service keys made with it. */
    Optional<String> secret();

    /** Where the project publishes its signing keys ({@code …/auth/v1/.well-known/jwks.json}): ES256 and RS256. */
    Optional<String> jwksUrl();

    /** Who may have issued a user's token: {@code https://<project>.supabase.co/auth/v1}. */
    Set<String> userIssuers();

    /** Who may have issued an anon or service key. */
    @WithDefault("supabase,supabase-demo")
    Set<String> keyIssuers();

    /** Whom a user's token has to be for. */
    @WithDefault("authenticated")
    String audience();

    /** How far the clocks of issuer and verifier may differ, in a token's favour. */
    @WithDefault("0s")
    Duration clockSkew();
}
