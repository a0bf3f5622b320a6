package io.schemata.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JSON Schema that editors complete schemata.yaml by knows the settings that the program knows. */
class ProjectSchemaTest {
    private final JsonNode schema = read();

    @Test
    void knowsEverySettingOfATenant() {
        Set<String> names = new TreeSet<>();
        collect("", tenant(), names);
        assertEquals(new TreeSet<>(TenantSetting.NAMES), names);
    }

    @Test
    void knowsEveryStage() {
        List<String> stages = new ArrayList<>();
        tenant().at("/properties/stage/enum").forEach(stage -> stages.add(stage.asText()));
        assertEquals(
                Stream.of(Stage.values())
                        .map(stage -> stage.name().toLowerCase(Locale.ROOT))
                        .toList(),
                stages);
    }

    private JsonNode tenant() {
        return schema.at("/properties/tenants/additionalProperties");
    }

    private static void collect(String prefix, JsonNode object, Set<String> names) {
        object.get("properties").properties().forEach(property -> {
            if (property.getValue().has("properties")) {
                collect(prefix + property.getKey() + ".", property.getValue(), names);
            } else {
                names.add(prefix + property.getKey());
            }
        });
    }

    private static JsonNode read() {
        try (InputStream file = ProjectSchemaTest.class.getResourceAsStream("/schemata.schema.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
