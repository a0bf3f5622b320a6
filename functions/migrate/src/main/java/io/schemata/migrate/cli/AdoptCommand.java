package io.schemata.migrate.cli;

import io.schemata.migration.adopt.AdoptionRequest;
import io.schemata.migration.adopt.Choices;
import io.schemata.migration.adopt.OpenHolds;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate adopt}. */
@Command(
        name = "adopt",
        description = {
            "Makes a tenant of a schema that has tables and rows of its own: they are set aside, the blueprint is made, and"
                    + " the rows are copied. A run that was stopped is gone on with by the next."
        })
class AdoptCommand extends TenantCommand {
    @Option(
            names = "--from",
            paramLabel = "<schema>",
            description = "the schema that has the tables (default: the tenant's own, kept as <schema>_before)")
    String from;

    @Option(
            names = "--open-holds",
            paramLabel = "<keep|settle|release>",
            description = "what becomes of open entries of type reserve: held for another day, charged, or given back")
    OpenHolds openHolds;

    @Option(
            names = "--cover-overdrafts",
            description = "let an account that was overspent begin with a grant of what was missing")
    boolean coversOverdrafts;

    @Option(
            names = "--leave-rows",
            description = "let rows that the blueprint has no place for stay in the old tables alone")
    boolean leavesRows;

    @Option(names = "--undo", description = "take the adoption back, as long as it is not finished")
    boolean isUndo;

    @Option(names = "--allow-loss", description = "with --undo: let go what came since")
    boolean mayLose;

    @Option(names = "--finish", description = "end the adoption; it cannot be undone any more")
    boolean isFinish;

    @Override
    int showPlan() {
        requireAlone();
        if (isUndo) {
            return terminal().plan(engine().adoptionEnd().undoPlan(tenant));
        }
        return new AdoptionText(terminal()).plan(engine().adopter().plan(request()));
    }

    @Override
    int write(Duration wait) {
        requireAlone();
        AdoptionText text = new AdoptionText(terminal());
        if (isUndo) {
            return text.adopted(engine().adoptionEnd().undo(tenant, mayLose, approved, wait));
        }
        return text.adopted(
                isFinish
                        ? engine().adoptionEnd().finish(tenant, wait)
                        : engine().adopter().adopt(request(), approved, wait, text::progress));
    }

    private void requireAlone() {
        boolean isEnd = isUndo || isFinish;
        boolean isChosen = from != null || openHolds != null || coversOverdrafts || leavesRows;
        if (isUndo && isFinish || isFinish && isPlan || isEnd && isChosen || mayLose && !isUndo) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION,
                    "--undo and --finish stand alone, but for --plan, --approve and --allow-loss with --undo");
        }
    }

    private AdoptionRequest request() {
        return new AdoptionRequest(tenant, from, new Choices(openHolds, coversOverdrafts, leavesRows));
    }
}
