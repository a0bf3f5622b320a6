package io.schemata.migration.changelog;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.registry.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.resource.Resource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A list of files in YAML, a blueprint or a capability, before Liquibase reads it.
 *
 * @param path of the list itself
 */
record ChangelogFile(String path, String text, Map<?, ?> root) {
    private static final String LIST = "databaseChangeLog";
    private static final Pattern SHORT = Pattern.compile("(.*/)?[^/]*");

    /**
     * A file that the list names.
     *
     * @param path as Liquibase finds it
     * @param place where the list names it, {@code blueprints/shop.yaml:3}
     */
    record Include(String path, String place) {}

    /** Refuses what is no list in YAML. */
    static ChangelogFile read(String path) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        String text = text(path);
        try {
            Object root = new Yaml(new SafeConstructor(options)).load(text);
            if (root instanceof Map<?, ?> map && map.get(LIST) instanceof List<?>) {
                return new ChangelogFile(path, text, map);
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
        return root.get(key) instanceof Map<?, ?> head ? (Map<String, Object>) head : Map.of();
    }

    /** The files that it names, in order; one that is not there is refused. */
    List<Include> includes() {
        List<Include> includes = new ArrayList<>();
        for (Object entry : (List<?>) root.get(LIST)) {
            if (entry instanceof Map<?, ?> map && map.get("include") instanceof Map<?, ?> include) {
                includes.add(include(include, includes));
            }
        }
        return includes;
    }

    private Include include(Map<?, ?> include, List<Include> before) {
        String file = String.valueOf(include.get("file"));
        boolean isBeside = Boolean.parseBoolean(String.valueOf(include.get("relativeToChangelogFile")));
        String normalized = DatabaseChangeLog.normalizePath(isBeside ? folder(path) + file : file);
        long same =
                before.stream().filter(other -> other.path().equals(normalized)).count();
        Include found = new Include(normalized, "%s:%d".formatted(path, line(file, same)));
        if (!isThere(found.path())) {
            throw wrong("%s: there is no file '%s'%s"
                    .formatted(
                            found.place(),
                            found.path(),
                            Nearest.hint(found.path(), namesBeside(folder(found.path())))));
        }
        return found;
    }

    /** Of the file's mention, counted from the one after those before. */
    private int line(String file, long before) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains("include") && lines.get(i).contains(file))
                .skip(before)
                .map(i -> i + 1)
                .findFirst()
                .orElse(1);
    }

    static MigrationException wrong(String message) {
        return new MigrationException(ErrorCode.WRONG_BLUEPRINT, message);
    }

    /** The files of a folder, by name. */
    static List<String> namesBeside(String folder) {
        try (Stream<Resource> files = BlueprintFiles.accessor().search(folder, false).stream()) {
            return files.map(Resource::getPath).sorted().toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private static boolean isThere(String path) {
        try {
            return BlueprintFiles.accessor().get(path).exists();
        } catch (IOException gone) {
            return false;
        }
    }

    private static String folder(String path) {
        Matcher parts = SHORT.matcher(path);
        return parts.matches() && parts.group(1) != null ? parts.group(1) : "";
    }

    /** A file's text. */
    static String text(String path) {
        try (InputStream file = BlueprintFiles.accessor().getExisting(path).openInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
