package io.schemata.testing;

import static io.schemata.testing.Http.expectRefusal;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Every credential that a call can bring, and who it is taken for, by every function: a body that is nonsense is refused as
 * such when the caller may call the function, and no sooner.
 */
public final class CredentialTable {
    private static final String NONSENSE = "{\"nonsense\": 1}";
    private static final String NOBODY = "nobody";
    private static final String ANON = "anon";
    private static final String USER = "authenticated";
    private static final String SERVICE = "service_role";
    private static final String AUTHORIZATION = "Authorization";
    private static final String API_KEY = "apikey";

    private CredentialTable() {}

    private record Row(String name, String caller, Map<String, String> headers) {}

    /** Tests of a function that these roles may call. */
    public static Stream<DynamicTest> of(String function, String... roles) {
        return rows().map(row -> DynamicTest.dynamicTest(
                row.name() + " is " + row.caller(), () -> expect(function, List.of(roles), row)));
    }

    private static void expect(String function, List<String> roles, Row row) {
        RequestSpecification request = Http.request(null).headers(row.headers());
        Response answer = request.contentType("application/json").body(NONSENSE).post("/" + function);
        if (row.caller().equals(NOBODY)) {
            expectRefusal(answer, 401, "UNAUTHENTICATED");
        } else if (roles.contains(row.caller())) {
            expectRefusal(answer, 400, "INVALID_REQUEST");
        } else {
            expectRefusal(answer, 403, "FORBIDDEN");
        }
    }

    private static Stream<Row> rows() {
        UUID id = UUID.randomUUID();
        String user = Tokens.user(id);
        return Stream.of(
                row("nothing", NOBODY),
                row("a user's token", USER, AUTHORIZATION, bearer(user)),
                row("a user's token by ES256", USER, AUTHORIZATION, signed("ES256", id)),
                row("a user's token by RS256", USER, AUTHORIZATION, signed("RS256", id)),
                row("a user's token by EdDSA", USER, AUTHORIZATION, signed("EdDSA", id)),
                row("an anonymous user's token", USER, AUTHORIZATION, bearer(Tokens.anonymousUser(id))),
                row("the legacy anon key", ANON, AUTHORIZATION, bearer(Tokens.anon())),
                row("the legacy service key", SERVICE, AUTHORIZATION, bearer(Tokens.service())),
                row("a publishable key as bearer", ANON, AUTHORIZATION, bearer(ApiKeys.PUBLISHABLE)),
                row("a secret key as bearer", SERVICE, AUTHORIZATION, bearer(ApiKeys.SECRET)),
                row("a publishable key", ANON, API_KEY, ApiKeys.PUBLISHABLE),
                row("a secret key", SERVICE, API_KEY, ApiKeys.SECRET),
                row("the legacy anon key as apikey", ANON, API_KEY, Tokens.anon()),
                row("the legacy service key as apikey", SERVICE, API_KEY, Tokens.service()),
                row("a user's token as apikey", NOBODY, API_KEY, user),
                row(
                        "a token beside a publishable key",
                        USER,
                        AUTHORIZATION,
                        bearer(user),
                        API_KEY,
                        ApiKeys.PUBLISHABLE),
                row("a token beside a secret key", USER, AUTHORIZATION, bearer(user), API_KEY, ApiKeys.SECRET),
                row("a token beside the legacy anon key", USER, AUTHORIZATION, bearer(user), API_KEY, Tokens.anon()),
                row("a gateway's own apikey beside a token", USER, AUTHORIZATION, bearer(user), API_KEY, "kong"),
                row(
                        "a service key beside a publishable one",
                        SERVICE,
                        AUTHORIZATION,
                        bearer(Tokens.service()),
                        API_KEY,
                        ApiKeys.PUBLISHABLE),
                row(
                        "a publishable key as bearer beside a secret one",
                        ANON,
                        AUTHORIZATION,
                        bearer(ApiKeys.PUBLISHABLE),
                        API_KEY,
                        ApiKeys.SECRET),
                row(
                        "a token beside an unknown publishable key",
                        NOBODY,
                        AUTHORIZATION,
                        bearer(user),
                        API_KEY,
                        ApiKeys.UNKNOWN_PUBLISHABLE),
                row(
                        "a token beside an unknown secret key",
                        NOBODY,
                        AUTHORIZATION,
                        bearer(user),
                        API_KEY,
                        ApiKeys.UNKNOWN_SECRET),
                row("a bad token beside a secret key", NOBODY, AUTHORIZATION, bearer("x.y.z"), API_KEY, ApiKeys.SECRET),
                row("an empty token beside a secret key", NOBODY, AUTHORIZATION, "Bearer ", API_KEY, ApiKeys.SECRET),
                row("a password beside a secret key", NOBODY, AUTHORIZATION, "Basic dTpw", API_KEY, ApiKeys.SECRET),
                row("an unknown key as bearer", NOBODY, AUTHORIZATION, bearer(ApiKeys.UNKNOWN_SECRET)),
                row("an unknown publishable key", NOBODY, API_KEY, ApiKeys.UNKNOWN_PUBLISHABLE),
                row("an unknown secret key", NOBODY, API_KEY, ApiKeys.UNKNOWN_SECRET),
                row("a temporary key", NOBODY, AUTHORIZATION, bearer("sb_temp_0123456789abcdefghijklmnopqrstuv")),
                row("a key with one character more", NOBODY, API_KEY, ApiKeys.SECRET + "x"),
                row(
                        "a key without its last character",
                        NOBODY,
                        API_KEY,
                        ApiKeys.SECRET.substring(0, ApiKeys.SECRET.length() - 1)),
                row("a key in other letters", NOBODY, API_KEY, ApiKeys.SECRET.toUpperCase(java.util.Locale.ROOT)),
                row("an apikey that is nothing", NOBODY, API_KEY, "kong"),
                row("an empty apikey", NOBODY, API_KEY, ""));
    }

    private static Row row(String name, String caller, String... headers) {
        return new Row(
                name,
                caller,
                switch (headers.length) {
                    case 0 -> Map.of();
                    case 2 -> Map.of(headers[0], headers[1]);
                    default -> Map.of(headers[0], headers[1], headers[2], headers[3]);
                });
    }

    private static String signed(String algorithm, UUID id) {
        return bearer(PublishedKeys.signed(algorithm, Tokens.userClaims(id)));
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }
}
