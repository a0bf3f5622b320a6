package io.schemata.registry;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A project's {@code schemata.yaml}: its tenants and the default one. No secrets: an unknown key is refused.
 *
 * @param settings by dotted key, but for the tenants'
 * @param tenants the tenants' settings by {@code <tenant>.<setting>}
 */
record ProjectFile(Map<String, Setting> settings, Map<String, Setting> tenants) {
    static final ProjectFile NONE = new ProjectFile(Map.of(), Map.of());

    private static final String TENANTS = "tenants";

    /** All values are texts here: the library's own looks at each with several patterns. */
    private static final Resolver TEXTS = new Resolver() {
        @Override
        public Tag resolve(NodeId kind, String value, boolean isImplicit) {
            return kind == NodeId.scalar ? Tag.STR : super.resolve(kind, value, isImplicit);
        }
    };

    private static final String DEFAULT_TENANT = "default-tenant";
    private static final String REQUIRE_PRODUCTION = "require-production";
    private static final List<String> KEYS = List.of(TENANTS, DEFAULT_TENANT, REQUIRE_PRODUCTION);
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    /** That of the project folder, or an empty one where there is none. */
    static ProjectFile configured() {
        return ProjectFolder.find()
                .map(folder -> read(folder.resolve(ProjectFolder.FILE)))
                .orElse(NONE);
    }

    static ProjectFile read(Path file) {
        String name = file.getFileName().toString();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Composer composer = new Composer(new ParserImpl(new StreamReader(reader), options), TEXTS, options);
            return of(composer.getSingleNode(), name);
        } catch (MarkedYAMLException wrong) {
            throw new RegistryException(
                    "%s:%d: %s".formatted(name, wrong.getProblemMark().getLine() + 1, wrong.getProblem()));
        } catch (YAMLException | IOException unreadable) {
            throw new RegistryException("%s cannot be read: %s".formatted(name, unreadable.getMessage()));
        }
    }

    private static ProjectFile of(Node root, String file) {
        ProjectFile read = new ProjectFile(new HashMap<>(), new HashMap<>());
        if (root instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                String key = text(entry.getKeyNode(), file);
                if (!KEYS.contains(key)) {
                    throw new RegistryException("%s: '%s' is no key here%s"
                            .formatted(place(entry.getKeyNode(), file), key, Nearest.hint(key, KEYS)));
                }
                boolean isTenants = key.equals(TENANTS) && entry.getValueNode() instanceof MappingNode;
                flatten(isTenants ? "" : key, entry.getValueNode(), file, isTenants ? read.tenants : read.settings);
            }
        } else if (root != null) {
            flatten("", root, file, read.settings);
        }
        return read;
    }

    Optional<String> defaultTenant() {
        return Optional.ofNullable(settings.get(DEFAULT_TENANT)).map(Setting::value);
    }

    boolean requireProduction() {
        return Optional.ofNullable(settings.get(REQUIRE_PRODUCTION))
                .map(setting -> Boolean.parseBoolean(setting.value()))
                .orElse(false);
    }

    private static void flatten(String key, Node node, String file, Map<String, Setting> settings) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                String part = text(entry.getKeyNode(), file);
                flatten(key.isEmpty() ? part : key + "." + part, entry.getValueNode(), file, settings);
            }
            return;
        }
        Setting other = settings.put(key, new Setting(text(node, file), place(node, file)));
        if (other != null) {
            throw new RegistryException("%s: '%s' is set twice".formatted(other.place(), key));
        }
    }

    private static String text(Node node, String file) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(item -> text(item, file)).collect(Collectors.joining(","));
        }
        throw new RegistryException(place(node, file) + ": a text or a list of texts belongs here");
    }

    private static String place(Node node, String file) {
        // A format for each setting of a thousand tenants would be slow.
        return file + ":" + (node.getStartMark().getLine() + 1);
    }
}
