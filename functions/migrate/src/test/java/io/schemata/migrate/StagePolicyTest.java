package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.StagePolicy.Permission;
import io.schemata.registry.Stage;
import io.schemata.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's table of stages says what each command does. */
class StagePolicyTest {
    private static final Pattern TABLE = Pattern.compile("\\| stage \\|(.*)\n\\|(?:---\\|)+\n((?:\\|.*\n)+)");
    private static final Pattern STAGE = Pattern.compile("`([a-z]+)`");

    @ParameterizedTest
    @EnumSource
    void theReadmeSaysWhatACommandMayDoToEachStage(StagePolicy command) throws IOException {
        String readme = Files.readString(Program.root().resolve("README.md"));
        MatchResult table = TABLE.matcher(readme).results().findFirst().orElseThrow();
        String name = " `migrate %s` ".formatted(command.name().toLowerCase(Locale.ROOT));
        int column = List.of(table.group(1).split("\\|")).indexOf(name);
        Map<Stage, Permission> said = new EnumMap<>(Stage.class);
        table.group(2).lines().forEach(line -> {
            String[] cells = line.split("\\|");
            Permission permission = permission(cells[2 + column].strip());
            STAGE.matcher(cells[1])
                    .results()
                    .forEach(stage -> said.put(Stage.valueOf(stage.group(1).toUpperCase(Locale.ROOT)), permission));
        });
        Map<Stage, Permission> done = new EnumMap<>(Stage.class);
        List.of(Stage.values()).forEach(stage -> done.put(stage, command.of(stage)));
        assertEquals(done, said);
    }

    private static Permission permission(String words) {
        if (words.startsWith("never")) {
            return Permission.NEVER;
        }
        return words.startsWith("with `--approve") ? Permission.WITH_APPROVAL : Permission.GIVEN;
    }
}
