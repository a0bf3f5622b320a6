package io.schemata.migration.adopt;

import io.schemata.migration.Digest;
import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.preflight.MadeBlueprint;
import io.schemata.migration.preflight.Preflight;
import io.schemata.migration.report.AdoptionPlan;
import io.schemata.migration.report.Words;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.exception.LiquibaseException;

/** Finds out what an adoption would do, by rehearsing it. */
@ApplicationScoped
public class AdoptionPlanner {
    private static final int DIGITS = 16;

    private final Targets targets;
    private final Preflight preflight;

    public AdoptionPlanner(Targets targets, Preflight preflight) {
        this.targets = targets;
        this.preflight = preflight;
    }

    /** A plan, and the tables that changesets fill. */
    record Rehearsed(AdoptionPlan plan, OldSchema old, List<String> filledTables) {}

    /** Writes nothing. Refusals: see {@link Adopter#adopt}. */
    Rehearsed rehearse(AdoptionRequest request, Target target) throws SQLException, LiquibaseException {
        try (Connection connection = JdbcAddress.configured().connect()) {
            if (AdoptionState.find(connection, target.schema()).isPresent()) {
                throw new MigrationException(
                        ErrorCode.ADOPTION_UNDER_WAY,
                        "an adoption of tenant '%s' was begun already: 'adopt %1$s' goes on with it, '--undo' takes it back"
                                .formatted(target.name()));
            }
            requireNoHistory(target);
            OldSchema old = OldSchema.require(connection, target.schema(), request.from());
            preflight.requireSignUpTrigger(old.name());
            MadeBlueprint made = preflight.made(target);
            long start = System.nanoTime();
            Rehearsal rehearsal = Rehearsal.of(
                    connection,
                    made,
                    LiquibaseRun.read(targets.platform().changelog(), connection),
                    old,
                    request.choices());
            long milliseconds = (System.nanoTime() - start) / 1_000_000;
            List<String> statements = new ArrayList<>(
                    SetAside.statements(old, OldRows.writable(connection, old.name()), target.schema()));
            statements.addAll(rehearsal.sql());
            String changes = LiquibaseRun.read(target.changelog(), connection).changesets().stream()
                    .map(changeset -> Changesets.name(changeset) + Changesets.checksum(changeset))
                    .collect(Collectors.joining());
            String id = Digest.of(String.join(
                                    "\0",
                                    target.name(),
                                    old.name(),
                                    request.choices().toString())
                            + String.join("\0", statements)
                            + changes)
                    .substring(0, DIGITS);
            AdoptionPlan plan = new AdoptionPlan(
                    id,
                    target.name(),
                    target.schema(),
                    Words.of(target.stage()),
                    old.name(),
                    old.kept(),
                    rehearsal.tables(),
                    rehearsal.problems(),
                    notices(target, old, rehearsal),
                    statements,
                    milliseconds);
            return new Rehearsed(plan, old, made.filledTables());
        }
    }

    private static List<String> notices(Target target, OldSchema old, Rehearsal rehearsal) {
        List<String> notices = new ArrayList<>();
        old.signUpFunctions()
                .forEach(function -> notices.add("function %s rests, which %s on auth.users calls"
                        .formatted(function.name(), function.triggers())));
        if (!target.tenant().enrolment().isEnrolled()) {
            notices.add("new users are set up in no tenant of this schema: new-users is not set for tenant "
                    + target.name());
        }
        notices.addAll(rehearsal.notices());
        return notices;
    }

    private static void requireNoHistory(Target target) throws SQLException {
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            int changes = AppliedChanges.read(session.connection(), target.schema())
                    .checksums()
                    .size();
            if (changes > 0) {
                throw new MigrationException(
                        ErrorCode.NOT_ALLOWED,
                        "tenant '%s' has a history of %d changes: it is adopted or made already"
                                .formatted(target.name(), changes));
            }
        }
    }
}
