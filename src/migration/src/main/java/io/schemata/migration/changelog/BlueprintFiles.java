package io.schemata.migration.changelog;

import io.quarkus.liquibase.common.runtime.NativeImageResourceAccessor;
import io.quarkus.runtime.ImageMode;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.registry.Nearest;
import io.schemata.registry.ProjectFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;

/** Finds blueprints and their files: ours are in the program, a team's own in its project's folder. */
public final class BlueprintFiles {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

    /** By project: each looks for all files of the program when it is made. */
    private static final Map<Optional<Path>, ResourceAccessor> ACCESSORS = new ConcurrentHashMap<>();

    private BlueprintFiles() {}

    /** Whether there is a blueprint of that name. */
    public static boolean exists(String blueprint) {
        return NAME.matcher(blueprint).matches() && (isOurs(blueprint) || isOwn(own(blueprint)));
    }

    /** The path of a blueprint's list of changesets; a blueprint that does not exist is refused, and so is one of two. */
    public static String changelog(String blueprint) {
        if (!exists(blueprint)) {
            throw new MigrationException(
                    ErrorCode.UNKNOWN_BLUEPRINT,
                    "there is no blueprint '%s': neither one of Schemata's nor %s in a project%s"
                            .formatted(blueprint, own(blueprint), nearest(own(blueprint))));
        }
        boolean isOwn = isOwn(own(blueprint));
        if (isOwn && isOurs(blueprint)) {
            throw new MigrationException(
                    ErrorCode.UNKNOWN_BLUEPRINT,
                    "Schemata has a blueprint '%s' already: rename %s".formatted(blueprint, own(blueprint)));
        }
        return isOwn ? own(blueprint) : ours(blueprint);
    }

    /** The program's files, and the project's. */
    static ResourceAccessor accessor() {
        return ACCESSORS.computeIfAbsent(ProjectFolder.find(), BlueprintFiles::accessor);
    }

    private static ResourceAccessor accessor(Optional<Path> project) {
        ResourceAccessor ours = ImageMode.current().isNativeImage()
                ? new NativeImageResourceAccessor()
                : new ClassLoaderResourceAccessor(Thread.currentThread().getContextClassLoader());
        return project.map(folder -> (ResourceAccessor) new CompositeResourceAccessor(directory(folder), ours))
                .orElse(ours);
    }

    /** Whether a file is the team's, and not the program's. */
    static boolean isOwn(String path) {
        return ProjectFolder.find()
                .map(folder -> Files.isReadable(folder.resolve(path)))
                .orElse(false);
    }

    static boolean isThere(String path) {
        try {
            return accessor().get(path).exists();
        } catch (IOException twice) { // in the project, and in the program
            throw ChangelogFile.wrong("Schemata has a file '%s' already: call the project's otherwise".formatted(path));
        }
    }

    /** "; did you mean …" of the capability or the team's own file with the nearest name; nothing where none is near. */
    static String nearest(String path) {
        List<String> known = new ArrayList<>(names("db/capability/", false));
        known.addAll(names("db/blueprint/", false));
        known.addAll(names("blueprints/", true));
        return Nearest.file(path, known);
    }

    /** The paths of the files of a folder, in order. */
    static List<String> names(String folder, boolean isDeep) {
        try {
            return accessor().search(folder, isDeep).stream()
                    .map(Resource::getPath)
                    .sorted()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private static ResourceAccessor directory(Path folder) {
        try {
            return new DirectoryResourceAccessor(folder.toAbsolutePath());
        } catch (FileNotFoundException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static boolean isOurs(String blueprint) {
        return BlueprintFiles.class.getClassLoader().getResource(ours(blueprint)) != null;
    }

    private static String ours(String blueprint) {
        return "db/blueprint/%s.yaml".formatted(blueprint);
    }

    private static String own(String blueprint) {
        return "blueprints/%s.yaml".formatted(blueprint);
    }
}
