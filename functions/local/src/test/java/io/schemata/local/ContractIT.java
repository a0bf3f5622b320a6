package io.schemata.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.schemata.testing.Crowd;
import io.schemata.testing.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions do what {@code functions/openapi.yaml} says: every bound of every field, and no answer that it does not have. */
@Timeout(120)
class ContractIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = read();
    /** Of a mode or type within its bounds. */
    private static final String NOT_IN_REGISTRY = "is not known here";

    @TempDir
    private static Path folder;

    private static LocalProcess run;

    @BeforeAll
    static void start() throws IOException {
        run = LocalProcess.startAgain(folder);
    }

    @AfterAll
    static void stop() {
        run.close();
    }

    @Test
    void theDocumentIsServed() throws IOException, InterruptedException {
        JsonNode served = JSON.readTree(get("/q/openapi?format=json"));
        assertEquals(DOCUMENT.get("paths"), served.get("paths"));
        assertTrue(get("/q/docs/").contains("swagger-ui"));
    }

    static Stream<Probe> probes() {
        return DOCUMENT.get("paths").properties().stream()
                .filter(path -> !path.getKey().equals("/migrate"))
                .flatMap(path ->
                        Probe.of(DOCUMENT, path.getKey(), path.getValue().get("post")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("probes")
    void everyFieldIsAsTheDocumentSays(Probe probe) throws IOException {
        Crowd.Answer answer = Crowd.send(Crowd.request(
                run.port(), probe.function(), token(probe.operation()), JSON.writeValueAsString(probe.body())));
        JsonNode said = JSON.readTree(answer.body());
        boolean isRefused = answer.status() == 400
                && said.path("field").asText().equals(probe.field())
                && !said.path("detail").asText().startsWith(NOT_IN_REGISTRY);
        assertEquals(probe.isRefused(), isRefused, answer::body);
        assertTrue(isDocumented(probe.operation(), answer.status(), said), answer::body);
    }

    private static boolean isDocumented(JsonNode operation, int status, JsonNode said) {
        JsonNode response = operation.get("responses").path(Integer.toString(status));
        JsonNode target =
                response.has("$ref") ? DOCUMENT.at(response.get("$ref").asText().substring(1)) : response;
        return status == 200
                || StreamSupport.stream(target.findPath("enum").spliterator(), false)
                        .anyMatch(code -> code.equals(said.get("code")));
    }

    private static String token(JsonNode operation) {
        List<String> callers = StreamSupport.stream(operation.get("x-callers").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return callers.contains("service") ? run.said("service_role key:") : run.said("USER_TOKEN=");
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + run.port() + path))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
        return answer.body();
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper()
                    .readTree(Program.root().resolve("functions/openapi.yaml").toFile());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
