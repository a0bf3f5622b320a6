package io.schemata.local;

import io.schemata.tenant.Tenant;
import io.schemata.tenant.Tenants;
import java.util.stream.Collectors;

/** What a person needs to make the first calls, ready to paste. */
final class Welcome {
    private Welcome() {}

    static String text(int port, Databases databases, Tenants tenants) {
        String names = tenants.all().stream().map(Tenant::name).collect(Collectors.joining(", "));
        return """

                Tenants: %s (choose one with the header Content-Profile)
                anon key: %s
                service_role key: %s
                %sAnother user's token: java -jar functions/local/target/quarkus-app/quarkus-run.jar token <user id>

                Database: %s
                """.formatted(
                        names,
                        LocalTokens.anonKey(),
                        LocalTokens.serviceKey(),
                        databases.isEmbedded() ? calls(port) : "",
                        databases.owner());
    }

    private static String calls(int port) {
        return """

                The demo user %1$s has %2$d credits in every tenant. Hold 10, look, and settle for 7:

                  USER_TOKEN=%3$s
                  SERVICE_KEY=%4$s
                  curl -X POST http://localhost:%5$d/reserve-credits -H "Authorization: Bearer $USER_TOKEN" \\
                    -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%%s)" -d '{"amount": 10, "reference": "first try"}'
                  curl -X POST http://localhost:%5$d/credit-balance -H "Authorization: Bearer $USER_TOKEN"
                  curl -X POST http://localhost:%5$d/settle-credits -H "Authorization: Bearer $SERVICE_KEY" \\
                    -H 'Content-Type: application/json' -d '{"reservationId": "<the reservationId above>", "finalAmount": 7}'

                """.formatted(
                        Demo.USER_ID, Demo.CREDITS, LocalTokens.ofUser(Demo.USER_ID), LocalTokens.serviceKey(), port);
    }
}
