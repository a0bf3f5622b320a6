package io.schemata.migration.structure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Queries of the catalog, each a file of its own. */
public final class SqlFile {
    private static final Map<String, String> READ = new ConcurrentHashMap<>();

    private SqlFile() {}

    /** The text of a file of this program, by its path in the class path. */
    public static String read(String path) {
        return READ.computeIfAbsent(path, SqlFile::text);
    }

    private static String text(String path) {
        try (InputStream file = SqlFile.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("no " + path + " in this program");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
