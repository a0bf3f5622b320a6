package io.schemata.migration.changelog;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.changelog.DatabaseChangeLog;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A list of files in YAML, a blueprint or a capability, before Liquibase reads it: Liquibase passes over what it does not know.
 *
 * @param path of the list itself
 */
record ChangelogFile(String path, String text, Map<String, Node> root) {
    private static final String LIST = "databaseChangeLog";
    private static final Set<String> KEYS = Set.of(LIST, "capability");
    private static final String ENTRY = "an entry is '- include: {file: <path>}'";
    private static final Set<String> INCLUDE_KEYS = Set.of("file", "relativeToChangelogFile");

    /**
     * A file that the list names.
     *
     * @param path as Liquibase finds it
     * @param place where the list names it, {@code blueprints/shop.yaml:3}
     */
    record Include(String path, String place) {}

    /** Refuses what is no list in YAML, and keys of which nothing is known. */
    static ChangelogFile read(String path) {
        String text = text(path);
        try {
            Node root = yaml().compose(new StringReader(text));
            if (root instanceof MappingNode) {
                Map<String, Node> keys = keys(path, root, KEYS, "a list of files has the key '" + LIST + "' alone");
                if (keys.get(LIST) instanceof SequenceNode) {
                    return new ChangelogFile(path, text, keys);
                }
            }
        } catch (MarkedYAMLException wrong) {
            throw wrong("%s:%d: %s".formatted(path, wrong.getProblemMark().getLine() + 1, wrong.getProblem()));
        } catch (YAMLException wrong) {
            throw wrong("%s: %s".formatted(path, wrong.getMessage()));
        }
        throw wrong("%s has no list '%s'".formatted(path, LIST));
    }

    /** What stands beside the list under a key. */
    @SuppressWarnings("unchecked")
    Map<String, Object> head(String key) {
        Map<String, Object> all = yaml().load(text);
        return all.get(key) instanceof Map<?, ?> head ? (Map<String, Object>) head : Map.of();
    }

    /** The files that it names, in order; one that is not there is refused. */
    List<Include> includes() {
        List<Include> includes = new ArrayList<>();
        for (Node entry : ((SequenceNode) root.get(LIST)).getValue()) {
            Node include = keys(path, entry, Set.of("include"), ENTRY).get("include");
            Map<String, Node> said = keys(path, include, INCLUDE_KEYS, ENTRY);
            if (!(said.get("file") instanceof ScalarNode file)) {
                throw wrong("%s: %s".formatted(place(path, entry), ENTRY));
            }
            boolean isBeside = said.get("relativeToChangelogFile") instanceof ScalarNode beside
                    && Boolean.parseBoolean(beside.getValue());
            String name = isBeside ? path.substring(0, path.lastIndexOf('/') + 1) + file.getValue() : file.getValue();
            includes.add(found(DatabaseChangeLog.normalizePath(name), place(path, entry)));
        }
        return includes;
    }

    private static Include found(String path, String place) {
        if (!path.endsWith(".sql") && !path.endsWith(".yaml") || !BlueprintFiles.isThere(path)) {
            throw wrong("%s: there is no file '%s'%s".formatted(place, path, BlueprintFiles.nearest(path)));
        }
        return new Include(path, place);
    }

    private static Map<String, Node> keys(String path, Node node, Set<String> known, String otherwise) {
        Map<String, Node> keys = new HashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("%s: %s".formatted(place(path, node), otherwise));
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!known.contains(key) || keys.put(key, entry.getValueNode()) != null) {
                throw wrong("%s: %s".formatted(place(path, entry.getKeyNode()), otherwise));
            }
        }
        return keys;
    }

    private static String place(String path, Node node) {
        return path + ":" + (node.getStartMark().getLine() + 1);
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        return new Yaml(new SafeConstructor(options));
    }

    static MigrationException wrong(String message) {
        return new MigrationException(ErrorCode.WRONG_BLUEPRINT, message);
    }

    /** A file's text, without the mark that some editors put before it; one that is no UTF-8 is refused. */
    static String text(String path) {
        try (InputStream file = BlueprintFiles.accessor().getExisting(path).openInputStream()) {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.readAllBytes()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw wrong("%s is not in UTF-8".formatted(path));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
