package io.schemata.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The keys, issuers and audience of accepted tokens. A secret or a JWKS URL is needed; neither has a default. */
@ConfigMapping(prefix = "schemata.jwt")
public interface TokenConfig {
    /** The project's legacy JWT secret: verifies HS256, and so the anon and service keys made with it. */
    Optional<String> secret();

    /** Where the project publishes its signing keys ({@code …/auth/v1/.well-known/jwks.json}): ES256 and RS256. */
    Optional<String> jwksUrl();

    /** The accepted issuers of a user's token: {@code https://<project>.supabase.co/auth/v1}. */
    Set<String> userIssuers();

    /** The accepted issuers of anon and service keys. */
    @WithDefault("supabase,supabase-demo")
    Set<String> keyIssuers();

    /** The audience that a user's token has to have. */
    @WithDefault("authenticated")
    String audience();

    /** How long a token is accepted after it expires, or before it is valid, as clocks differ. */
    @WithDefault("0s")
    Duration clockSkew();
}
