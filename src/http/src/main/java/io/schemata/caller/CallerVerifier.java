package io.schemata.caller;

import io.schemata.refusal.RefusedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Finds out who calls: by the bearer token or API key in {@code Authorization}, or else by the key in {@code apikey}. A
 * credential that is there and bad ends the call; none is passed over for the next.
 */
@ApplicationScoped
public class CallerVerifier {
    private final TokenVerifier tokens;
    private final ApiKeys keys;

    @Inject
    public CallerVerifier(TokenConfig config, ApiKeyConfig keyConfig, Vertx vertx) {
        KeySet inline = inline(config);
        if (config.secret().isEmpty()
                && config.jwksUrl().isEmpty()
                && inline.keys().isEmpty()) {
            throw new IllegalStateException(
                    "SCHEMATA_JWT_JWKS_URL, SCHEMATA_JWT_JWKS and SCHEMATA_JWT_SECRET are not set:"
                            + " no token could be verified; set one");
        }
        this.tokens = new TokenVerifier(config, inline, vertx);
        this.keys = new ApiKeys(keyConfig, CallerVerifier::variable);
    }

    /** Refuses a configuration without keys at the start, and not at the first call. */
    public void require() {
        // the constructor has
    }

    /** Whether there is a key to verify tokens with; fetches the published ones when there is none yet. Never fails. */
    public Uni<Boolean> areKeysKnown() {
        return Uni.createFrom().completionStage(() -> tokens.areKeysKnown().toCompletionStage());
    }

    /** Who calls, when that takes no signature: by an API key, or a token that was verified lately. Else null. */
    public Caller known(Credentials given) {
        if (isUnknownKey(given.apiKey())) {
            return null;
        }
        String deciding = given.deciding();
        if (deciding == null) {
            return null;
        }
        Caller caller = ApiKeys.isOne(deciding) ? keys.find(deciding).orElse(null) : tokens.known(deciding);
        return caller != null && isFitFor(given, caller) ? caller : null;
    }

    /**
     * Who calls. Fails, in this order: UNAUTHENTICATED when there is no credential, or an API key that is not configured,
     * be it beside a token; KEYS_UNAVAILABLE and UNAUTHENTICATED as the token is.
     */
    public Future<Caller> verify(Credentials given) {
        String deciding = given.deciding();
        if (deciding == null) {
            return refused("there is no Authorization and no apikey");
        }
        if (isUnknownKey(given.apiKey()) || isUnknownKey(deciding)) {
            return refused("the API key is not configured; there are: " + keys.names());
        }
        if (ApiKeys.isOne(deciding)) {
            return Future.succeededFuture(keys.find(deciding).orElseThrow());
        }
        return tokens.verify(deciding)
                .compose(caller -> isFitFor(given, caller)
                        ? Future.succeededFuture(caller)
                        : refused("apikey has a user's token; it belongs into Authorization"));
    }

    private boolean isUnknownKey(String credential) {
        return credential != null
                && ApiKeys.isOne(credential)
                && keys.find(credential).isEmpty();
    }

    /** A key is a role's, and no user's. */
    private static boolean isFitFor(Credentials given, Caller caller) {
        return given.bearer() != null || caller.role() == Role.ANON || caller.isService();
    }

    private static Future<Caller> refused(String reason) {
        return Future.failedFuture(RefusedException.unauthenticated(reason));
    }

    private static KeySet inline(TokenConfig config) {
        return config.jwks()
                .or(() -> java.util.Optional.ofNullable(variable("SUPABASE_JWKS")))
                .filter(document -> !document.isBlank())
                .map(CallerVerifier::read)
                .orElse(KeySet.NONE);
    }

    private static KeySet read(String document) {
        try {
            return KeySet.read(document);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException("SCHEMATA_JWT_JWKS or SUPABASE_JWKS is " + malformed.getMessage());
        }
    }

    /** As it is written: no key has an expression in it. */
    private static String variable(String name) {
        return ConfigProvider.getConfig().getConfigValue(name).getRawValue();
    }
}
