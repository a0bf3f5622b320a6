package io.schemata.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The keys, issuers and audience of accepted tokens. A secret, a JWKS URL or a JWKS is needed; none has a default. */
@ConfigMapping(prefix = "schemata.jwt")
public interface TokenConfig {
    /** The project's legacy JWT secret: verifies HS256, and so the anon and service keys made with it. */
    Optional<String> secret();

    /** Where the project publishes its signing keys ({@code …/auth/v1/.well-known/jwks.json}): ES256, RS256 and EdDSA. */
    Optional<String> jwksUrl();

    /**
     * How often the published keys are fetched while they are used, 1 s to 50 s. A token whose key has been revoked is
     * refused after this time and 20 s at the latest.
     */
    @WithDefault("30s")
    Duration jwksRefresh();

    /**
     * The keys themselves, as a JSON Web Key Set, instead or besides; {@code SUPABASE_JWKS} is read too. Its secrets
     * verify HS256.
     */
    Optional<String> jwks();

    /**
     * The accepted issuers of a user's token: {@code https://<project>.supabase.co/auth/v1}. Of each, the form without
     * {@code /auth/v1} is accepted too, and the other way round. Needed, unless {@link #jwksUrl} tells it.
     */
    Optional<Set<String>> userIssuers();

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
