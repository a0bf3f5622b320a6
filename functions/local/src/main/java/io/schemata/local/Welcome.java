package io.schemata.local;

import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import java.util.stream.Collectors;

/** What a person needs to make the first calls, ready to paste. */
final class Welcome {
    private static final String PROGRAM = "functions/local/target/quarkus-app/quarkus-run.jar";

    private Welcome() {}

    static String text(int port, Databases databases, Tenants tenants) {
        String names = tenants.all().stream().map(Tenant::name).collect(Collectors.joining(", "));
        return """

                Tenants: %s (choose one with the header Content-Profile)
                anon key: %s
                service_role key: %s
                publishable key: %s
                secret key: %s
                %sAnother user's token: java -jar %s token <user id>

                Database: %s
                """.formatted(
                        names,
                        LocalTokens.anonKey(),
                        LocalTokens.serviceKey(),
                        LocalTokens.PUBLISHABLE_KEY,
                        LocalTokens.SECRET_KEY,
                        databases.isEmbedded() ? story(port, databases.owner()) : "",
                        PROGRAM,
                        databases.owner());
    }

    private static String story(int port, String url) {
        return """

                A visitor's prompt survives the sign-up, and the video is paid with the welcome credits:

                  ANON_KEY=%1$s
                  SERVICE_KEY=%2$s
                  post() { curl -sS -X POST "http://localhost:%3$d/$1" -H "Authorization: Bearer $2" -H 'Content-Type: application/json' -d "$3"; echo; }

                  post save-draft "$ANON_KEY" '{"prompt": "a film about bees"}'
                  eval "$(DATABASE_URL=%4$s java -jar %5$s sign-up ann@example.com)"
                  post new-user "$USER_TOKEN" '{}'
                  post claim-draft "$USER_TOKEN" '{"token": "<the token above>"}'
                  post reserve-credits "$USER_TOKEN" '{"amount": 10, "reference": "my first film"}'
                  post settle-credits "$SERVICE_KEY" '{"reservationId": "<the reservationId above>", "finalAmount": 7}'
                  post credit-balance "$USER_TOKEN" '{}'

                Rows of two modes are linked, and the link is found from either end:

                  post cross-link "$USER_TOKEN" '{"source": {"mode": "growth", "type": "entity", "id": "%8$s"}, "target": {"mode": "engineering", "type": "entity", "id": "%8$s"}, "linkType": "related_to"}'
                  post linked "$USER_TOKEN" '{"mode": "engineering", "type": "entity", "id": "%8$s"}'

                Or be the demo user %6$s, who has more credits in every tenant:

                  USER_TOKEN=%7$s

                """.formatted(
                        LocalTokens.anonKey(),
                        LocalTokens.serviceKey(),
                        port,
                        url,
                        PROGRAM,
                        Demo.USER_ID,
                        LocalTokens.ofUser(Demo.USER_ID),
                        Demo.ENTITY_ID);
    }
}
