package io.schemata.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in Java and what the SQL functions raise are the same table. */
class CodeTest {
    private static final Path SQL = Path.of("../schema/src/main/resources/db");
    private static final Pattern RAISED = Pattern.compile("errcode = '(SC\\w{3})', message = '(\\w+)'");

    @Test
    void sqlRaisesTheCodesOfTheTable() throws IOException {
        Map<String, String> table = new TreeMap<>(Arrays.stream(Code.values())
                .filter(code -> code.sqlState().isPresent())
                .collect(Collectors.toMap(code -> code.sqlState().orElseThrow(), Code::name)));
        Map<String, String> raised = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SQL)) {
            files.filter(file -> file.toString().endsWith(".sql"))
                    .forEach(file -> RAISED.matcher(read(file))
                            .results()
                            .forEach((MatchResult match) -> raised.put(match.group(1), match.group(2))));
        }
        assertEquals(table, raised);
    }

    @Test
    void everyCodeHasAStateOfItsOwn() {
        Map<String, Long> states = Arrays.stream(Code.values())
                .flatMap(code -> code.sqlState().stream())
                .collect(Collectors.groupingBy(state -> state, Collectors.counting()));
        assertTrue(states.values().stream().allMatch(count -> count == 1), states::toString);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
