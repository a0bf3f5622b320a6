package io.schemata.users;

import io.quarkus.runtime.Startup;
import io.schemata.request.WebhookVerifier;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Verifies webhooks by their signature, or by a secret they bring; one that brings both needs both to be right. */
@Startup
@ApplicationScoped
public class Webhooks implements WebhookVerifier {
    private static final Pattern BETWEEN_SECRETS = Pattern.compile("[|\\s]+");

    private final StandardWebhooks signed;
    private final SharedSecrets shared;

    Webhooks(WebhookConfig config) {
        this.signed = new StandardWebhooks(config);
        this.shared = new SharedSecrets(config);
    }

    /** The secrets of a setting, in which a bar or blanks stand between them. */
    static Stream<String> each(Optional<String> secrets) {
        return secrets.stream().flatMap(BETWEEN_SECRETS::splitAsStream).filter(Predicate.not(String::isEmpty));
    }

    @Override
    public boolean isMeant(MultiMap headers) {
        return StandardWebhooks.isMeant(headers) || SharedSecrets.isMeant(headers);
    }

    @Override
    public String verify(MultiMap headers, byte[] body) {
        if (SharedSecrets.isMeant(headers)) {
            shared.verify(headers);
        }
        return StandardWebhooks.isMeant(headers) ? signed.verify(headers, body) : null;
    }
}
