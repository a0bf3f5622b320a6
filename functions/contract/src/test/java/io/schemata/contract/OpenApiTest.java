package io.schemata.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.request.Endpoint;
import io.schemata.request.HttpFunction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexReader;
import org.junit.jupiter.api.Test;

/** The document in {@code functions/} says what the functions say of themselves. */
class OpenApiTest {
    private static final Path FILE = Path.of("../openapi.yaml");

    @Test
    void theDocumentIsCurrent() throws IOException {
        String document = OpenApi.of(Contract.ENDPOINTS, System.getProperty("schemata.version"));
        if (System.getProperty("schemata.contract", "").equals("write")) {
            Files.writeString(FILE, document);
        }
        assertEquals(
                Files.readString(FILE),
                document,
                "write it anew: ./mvnw package -DskipITs -pl functions/contract -am -Dtest=OpenApiTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dschemata.contract=write");
    }

    @Test
    void everyFunctionIsInIt() throws IOException {
        Set<String> documented = Contract.ENDPOINTS.stream()
                .map(Endpoint::name)
                .map(Names::pascalCase)
                .collect(Collectors.toSet());
        assertEquals(new TreeSet<>(functions()), new TreeSet<>(documented));
    }

    private static Set<String> functions() throws IOException {
        Set<String> names = new TreeSet<>();
        List<URL> indexes =
                Collections.list(Thread.currentThread().getContextClassLoader().getResources("META-INF/jandex.idx"));
        for (URL index : indexes) {
            try (InputStream content = index.openStream()) {
                new IndexReader(content)
                        .read().getAllKnownImplementations(HttpFunction.class).stream()
                                .map(ClassInfo::simpleName)
                                .forEach(names::add);
            }
        }
        return names;
    }
}
