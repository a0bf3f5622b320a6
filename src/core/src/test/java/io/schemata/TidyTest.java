package io.schemata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules a compiler cannot see, over the sources of the whole project. */
class TidyTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern CREATED = Pattern.compile("(?i)create or replace function (\\w+)");

    @Test
    void nothingBlocksAnEventLoop() {
        assertNone("main/java", "await\\(");
    }

    @Test
    void nothingIsPrintedPastTheLogOrTheReport() {
        assertNone("main/java", "System\\.(out|err)\\.print");
    }

    @Test
    void noTestSleeps() {
        assertNone("test/java", "Thread\\.sleep|TimeUnit\\.\\w+\\.sleep");
    }

    @Test
    void sqlNamesNoTenant() {
        assertNone("resources/db", "\\$\\{");
    }

    @Test
    void everySqlFunctionPinsItsPathAndRevokesItsDefaultGrants() {
        assertEquals(List.of(), files("resources/db").filter(this::isOpen).toList());
    }

    @Test
    void aNamedBodyIsRerunOnChangeAndANumberedOneNever() {
        Predicate<Path> numbered = file -> file.getFileName().toString().matches("\\d{3}-.*");
        assertEquals(
                List.of(),
                files("resources/db")
                        .filter(file -> file.toString().endsWith(".sql"))
                        .filter(file -> numbered.test(file) == read(file).contains("runOnChange:true"))
                        .toList());
    }

    @Test
    void filesStaySmall() {
        assertEquals(
                List.of(),
                Stream.concat(files("main/java"), files("resources/db"))
                        .filter(file -> read(file).lines().count() > 200)
                        .toList());
    }

    private boolean isOpen(Path file) {
        String text = read(file);
        long created = CREATED.matcher(text).results().count();
        long pinned = Pattern.compile("set search_path from current")
                .matcher(text)
                .results()
                .count();
        long revoked = Pattern.compile(
                        "revoke all on function \\w+\\([^)]*\\) from public, anon, authenticated, service_role;")
                .matcher(text)
                .results()
                .count();
        return created != pinned || created != revoked;
    }

    private static void assertNone(String folder, String pattern) {
        Pattern wrong = Pattern.compile(pattern);
        assertEquals(
                List.of(),
                files(folder)
                        .filter(file -> !file.endsWith("TidyTest.java"))
                        .filter(file -> wrong.matcher(read(file)).find())
                        .toList());
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files =
                Stream.concat(Files.walk(ROOT.resolve("src")), Files.walk(ROOT.resolve("functions")))) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/src/"))
                    .filter(file -> file.toString().contains("/" + folder + "/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
