package io.schemata.refusal;

import io.vertx.core.json.JsonObject;

/** The body of a refusal: application/problem+json as in RFC 9457, with our stable code. */
public final class Problem {
    public static final String MEDIA_TYPE = "application/problem+json";

    private Problem() {}

    public static JsonObject of(RefusedException refused, String traceId) {
        return of(refused, refused.code().status(), traceId);
    }

    /** @param status the HTTP status, where it says more than the code's own */
    public static JsonObject of(RefusedException refused, int status, String traceId) {
        Code code = refused.code();
        JsonObject problem = new JsonObject()
                .put("type", "urn:schemata:" + code)
                .put("title", code.title())
                .put("status", status)
                .put("code", code.name())
                .put("detail", refused.getMessage())
                .put("instance", traceId);
        if (refused.field() != null) {
            problem.put("field", refused.field());
        }
        refused.extra().forEach(problem::put);
        return problem;
    }
}
