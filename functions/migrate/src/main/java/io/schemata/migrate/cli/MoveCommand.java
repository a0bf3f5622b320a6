package io.schemata.migrate.cli;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.move.MoveRequest;
import io.schemata.migration.report.MovePlan;
import io.schemata.migration.report.MovedSchema;
import java.time.Duration;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate move}. */
@Command(
        name = "move",
        description = "Moves a schema into a tenant's: by copying while writes go on, or in place under its new name.")
class MoveCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "<source>", description = "a tenant, or schema:<name>")
    String source;

    @Parameters(index = "1", paramLabel = "<tenant>", description = "the tenant that has it afterwards")
    String tenant;

    @Option(
            names = "--in-place",
            description = "nothing is copied: the schema gets another name, and views have its old names")
    boolean isInPlace;

    @Option(
            names = {"--check", "--plan"},
            description = "show what would be done and the plan's id; change nothing")
    boolean isCheck;

    @Option(names = "--rollback", description = "take the move back")
    boolean isBack;

    @Option(
            names = "--finish",
            description = "take the old tables or names away; the move cannot be taken back afterwards")
    boolean isFinish;

    @Option(names = "--drop", paramLabel = "<schema>", description = "with --finish: the old schema's name, typed")
    String typed;

    @Option(
            names = "--keep-days",
            defaultValue = "7",
            paramLabel = "<n>",
            description = "how long the old tables of a copy stay, read-only (default: ${DEFAULT-VALUE})")
    int keepDays;

    @Option(names = "--approve", paramLabel = "<plan id>", description = "the plan that a production tenant may get")
    String approved;

    @Mixin
    WaitOption wait;

    @Override
    public Integer call() {
        if (Stream.of(isInPlace, isBack, isFinish).filter(chosen -> chosen).count() > 1) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION, "move wants one of --in-place, --rollback and --finish, or none of them");
        }
        MoveRequest request = new MoveRequest(source, tenant, !isInPlace, keepDays);
        if (isCheck) {
            return shown(
                    isBack
                            ? engine().moveEnd().check(request)
                            : engine().mover().check(request));
        }
        return ended(moved(request, wait.longest()));
    }

    private MovedSchema moved(MoveRequest request, Duration wait) {
        if (isBack) {
            return engine().moveEnd().takeBack(request, approved, wait);
        }
        return isFinish
                ? engine().moveEnd().finish(request, typed, wait)
                : engine().mover().move(request, approved, wait, terminal()::progress);
    }

    private int shown(MovePlan plan) {
        Terminal terminal = terminal();
        if (json) {
            terminal.document(plan);
        } else {
            plan.tables()
                    .forEach(table -> terminal.line("  %s: about %,d rows, %,d KiB"
                            .formatted(table.name(), table.rows(), table.bytes() / 1024)));
            plan.notes().forEach(note -> terminal.line("  note: " + note));
            plan.obstacles()
                    .forEach(obstacle -> terminal.line("  %s  %s".formatted(terminal.red("in the way"), obstacle)));
            if (plan.planId() != null) {
                terminal.line("%s to %s: tried in %d ms".formatted(plan.source(), plan.target(), plan.milliseconds()));
                terminal.line("-- plan id: " + plan.planId());
            }
        }
        return plan.obstacles().isEmpty() ? 0 : 1;
    }

    private int ended(MovedSchema moved) {
        Terminal terminal = terminal();
        if (json) {
            terminal.document(moved);
        } else {
            moved.notes().forEach(note -> terminal.line("  note: " + note));
            terminal.line(moved.summary());
        }
        return moved.reason() == null ? 0 : 1;
    }
}
