package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.schemata.migration.error.MigrationException;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.StagePolicy.Permission;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.TenantTarget;
import io.schemata.registry.Stage;
import io.schemata.registry.Tenant;
import io.schemata.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Command by command and stage by stage: what may be written. */
class StagePolicyTest {
    private static final String PLAN = "0123456789abcdef";

    static Stream<Arguments> cells() {
        return Stream.of(StagePolicy.values())
                .flatMap(command -> Stream.of(Stage.values()).map(stage -> Arguments.of(command, stage)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aCommandDoesToAStageWhatTheTableSays(StagePolicy command, Stage stage) {
        Target target = new TenantTarget(
                new Tenant("shop", "shop", "video-studio", stage, new Tenant.Enrolment(false, null)), List.of());
        switch (command.of(stage)) {
            case NEVER -> assertThrows(MigrationException.class, () -> command.require(target));
            case WITH_APPROVAL -> {
                assertEquals(target, command.require(target));
                assertThrows(MigrationException.class, () -> command.requireApproval(target, PLAN, null, "plan"));
                assertThrows(MigrationException.class, () -> command.requireApproval(target, PLAN, "other", "plan"));
                command.requireApproval(target, PLAN, PLAN, "plan");
            }
            case GIVEN -> {
                assertEquals(target, command.require(target));
                command.requireApproval(target, PLAN, null, "plan");
            }
        }
    }

    @Test
    void theReadmesTableIsThisOne() throws IOException {
        String readme = Files.readString(Program.root().resolve("README.md"));
        String begin = "| command |";
        int from = readme.indexOf(begin);
        assertEquals(table(), from < 0 ? "" : readme.substring(from, readme.indexOf("\n\n", from) + 1));
    }

    private static String table() {
        String head = Stream.of(Stage.values())
                        .map(stage -> " `%s` |".formatted(word(stage)))
                        .collect(Collectors.joining("", "| command |", "\n|---|"))
                + "---|".repeat(Stage.values().length) + "\n";
        return Stream.of(StagePolicy.values()).map(StagePolicyTest::row).collect(Collectors.joining("", head, ""));
    }

    private static String row(StagePolicy command) {
        return Stream.of(Stage.values())
                .map(stage -> " %s |".formatted(words(command.of(stage))))
                .collect(Collectors.joining("", "| `migrate %s` |".formatted(word(command)), "\n"));
    }

    private static String words(Permission permission) {
        return switch (permission) {
            case GIVEN -> "yes";
            case WITH_APPROVAL -> "`--approve`";
            case NEVER -> "never";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
