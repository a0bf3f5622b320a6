package io.schemata.testing;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Calls of a function as a client makes them. */
public final class Http {
    private Http() {}

    /** A call with a JSON body in the default tenant. */
    public static Response call(String function, String token, String body) {
        return call(function, token, body, Map.of());
    }

    /** A call with more headers: a tenant, an Idempotency-Key. */
    public static Response call(String function, String token, String body, Map<String, String> headers) {
        return request(token)
                .headers(headers)
                .contentType("application/json")
                .body(body)
                .post("/" + function);
    }

    /** A call to be finished by the test. */
    public static RequestSpecification request(String token) {
        RequestSpecification request = RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** A refusal with this code, as a problem document. */
    public static void expectRefusal(Response response, int status, String code) {
        response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("type", equalTo("urn:schemata:" + code));
    }
}
