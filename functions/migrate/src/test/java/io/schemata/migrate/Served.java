package io.schemata.migrate;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.schemata.testing.ApiKeys;
import io.schemata.testing.Await;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.Program;
import io.schemata.testing.Tokens;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code migrate serve} as a process, on a port of its own. */
final class Served implements AutoCloseable {
    private final Process process;
    private final int port;
    private final File log;

    private Served(Process process, int port, File log) {
        this.port = port;
        this.process = process;
        this.log = log;
    }

    /** Starts it with these settings; REST Assured calls it from then on. */
    static Served start(EmptyDatabase database, Map<String, String> settings) {
        try {
            int port = FunctionProcess.freePort();
            File log = File.createTempFile("serve", ".log");
            Process process = database.startMigrate(withKeys(settings), log, "serve", "--port", Integer.toString(port));
            Await.until(() -> FunctionProcess.isOpen(port) || !process.isAlive());
            RestAssured.port = port;
            return new Served(process, port, log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a process needs to know its callers. */
    static Map<String, String> withKeys(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("SCHEMATA_JWT_SECRET", Tokens.SECRET);
        all.put("SCHEMATA_JWT_USER_ISSUERS", Tokens.USER_ISSUER);
        all.put("SUPABASE_SECRET_KEY", ApiKeys.SECRET);
        all.put("SUPABASE_PUBLISHABLE_KEY", ApiKeys.PUBLISHABLE);
        all.put("SCHEMATA_SERVE_MAX_WAIT", "300ms");
        return all;
    }

    /** One call of the service, by its secret key. */
    static Response call(String body, String idempotencyKey) {
        return RestAssured.given()
                .header("apikey", ApiKeys.SECRET)
                .header("Idempotency-Key", idempotencyKey)
                .contentType("application/json")
                .body(body)
                .post("/migrate");
    }

    /** The same again until the command has ended. */
    static Response report(String body) {
        return report(body, UUID.randomUUID().toString());
    }

    static Response report(String body, String idempotencyKey) {
        return ended(() -> call(body, idempotencyKey));
    }

    /** The first answer of a call that is not the state of a run. */
    static Response ended(Supplier<Response> call) {
        Response answer = call.get();
        while (answer.statusCode() == 200 && "running".equals(answer.path("state"))) {
            answer = call.get();
        }
        return answer;
    }

    /** Tells it to stop, as a scheduler does, and answers how it has ended. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    int port() {
        return port;
    }

    String log() {
        return Program.said(log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
