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
import org.junit.jupiter.api.Test;

/** The README's table of stages says what apply does. */
class StagePolicyTest {
    private static final Pattern TABLE =
            Pattern.compile("\\| stage \\| `migrate apply` \\|\n\\|---\\|---\\|\n((?:\\|.*\n)+)");
    private static final Pattern ROW = Pattern.compile("\\| ((?:`[a-z]+` ?)+)\\| (.*) \\|");
    private static final Pattern STAGE = Pattern.compile("`([a-z]+)`");

    @Test
    void theReadmeSaysWhatApplyMayDoToEachStage() throws IOException {
        String readme = Files.readString(Program.root().resolve("README.md"));
        String table = TABLE.matcher(readme).results().findFirst().orElseThrow().group(1);
        Map<Stage, Permission> said = new EnumMap<>(Stage.class);
        for (MatchResult row : ROW.matcher(table).results().toList()) {
            for (String stage : STAGE.matcher(row.group(1))
                    .results()
                    .map(found -> found.group(1))
                    .toList()) {
                said.put(Stage.valueOf(stage.toUpperCase(Locale.ROOT)), permission(row.group(2)));
            }
        }
        Map<Stage, Permission> applied = new EnumMap<>(Stage.class);
        List.of(Stage.values()).forEach(stage -> applied.put(stage, StagePolicy.APPLY.of(stage)));
        assertEquals(applied, said);
    }

    private static Permission permission(String words) {
        if (words.startsWith("never")) {
            return Permission.NEVER;
        }
        return words.startsWith("with `--approve") ? Permission.WITH_APPROVAL : Permission.GIVEN;
    }
}
