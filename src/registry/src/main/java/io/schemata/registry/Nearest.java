package io.schemata.registry;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known name that somebody may have meant. */
public final class Nearest {
    private Nearest() {}

    /** ", did you mean 'schema'?", or nothing where no name is near. */
    public static String hint(String unknown, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(unknown, name)))
                .filter(name -> distance(unknown, name) <= Math.max(2, name.length() / 3))
                .map("; did you mean '%s'?"::formatted)
                .orElse("; known are " + String.join(", ", known));
    }

    /** "; did you mean 'a/b.yaml'?" of the file with the nearest name, in whatever folder and with whatever ending; or nothing. */
    public static String file(String unknown, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String path) -> distance(name(unknown), name(path)))
                        .thenComparingInt(path -> distance(unknown, path)))
                .filter(path -> distance(name(unknown), name(path))
                        <= Math.max(1, name(path).length() / 4))
                .map("; did you mean '%s'?"::formatted)
                .orElse("");
    }

    private static String name(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
    }

    /** How many letters have to be added, removed or changed (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
