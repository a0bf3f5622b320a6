package io.schemata.migration.adopt;

import io.schemata.migration.Digest;
import io.schemata.migration.MigrationConfig;
import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.Changelogs;
import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.plan.PendingSteps;
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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out what an adoption would do, by rehearsing it. */
@ApplicationScoped
public class AdoptionPlanner {
    private static final int DIGITS = 16;
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

    private final Targets targets;
    private final Preflight preflight;
    private final MigrationConfig config;

    public AdoptionPlanner(Targets targets, Preflight preflight, MigrationConfig config) {
        this.targets = targets;
        this.preflight = preflight;
        this.config = config;
    }

    /** A plan, and the tables that changesets fill. */
    record Rehearsed(AdoptionPlan plan, OldSchema old, List<String> filledTables) {}

    /** Writes nothing. Refusals: see {@link Adopter#adopt}. */
    Rehearsed rehearse(AdoptionRequest request, Target target) throws SQLException {
        try (Connection connection = JdbcAddress.configured().connect()) {
            if (Adoptions.find(connection, target.schema()).isPresent()) {
                throw new MigrationException(
                        ErrorCode.ADOPTION_UNDER_WAY,
                        "an adoption of tenant '%s' was begun already: 'adopt %1$s' goes on with it, '--undo' takes it back"
                                .formatted(target.name()));
            }
            requireNoHistory(target);
            requireNoTenants(target, request.from());
            OldSchema old = OldSchema.require(connection, target.schema(), request.from());
            preflight.requireSignUpTrigger(old.name());
            MadeBlueprint made = preflight.made(target);
            long start = System.nanoTime();
            Rehearsal rehearsal = Rehearsal.of(
                    connection, made, Changelogs.read(targets.platform().changelog()), old, request.choices());
            long milliseconds = (System.nanoTime() - start) / 1_000_000;
            List<String> statements = new ArrayList<>(SetAside.resting(old));
            statements.addAll(SetAside.statements(
                    old.name(),
                    old.kept(),
                    target.schema(),
                    old.extensions(),
                    OldTables.writable(connection, old.name())));
            statements.addAll(rehearsal.sql());
            AdoptionPlan plan = new AdoptionPlan(
                    id(target, request.choices(), statements, rehearsal),
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

    /**
     * Of the statements, and of what else runs between them: the changes and settings of the tenant and of all tenants; and of
     * what was found, but for exact numbers, which change while a team thinks.
     */
    private String id(Target target, Choices choices, List<String> statements, Rehearsal rehearsal)
            throws SQLException {
        List<String> all = new ArrayList<>(statements);
        all.add(target.name());
        all.addAll(choices.options());
        rehearsal.tables().forEach(table -> all.add(table.finding()));
        rehearsal.notices().forEach(notice -> all.add(NUMBERS.matcher(notice).replaceAll("")));
        for (Target each : List.of(targets.platform(), target)) {
            try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), each.schema())) {
                LiquibaseRun liquibase = LiquibaseRun.of(session, each.changelog());
                all.add(PendingSteps.read(each, session, liquibase).sql());
            }
        }
        return Digest.of(String.join("\0", all)).substring(0, DIGITS);
    }

    private List<String> notices(Target target, OldSchema old, Rehearsal rehearsal) {
        List<String> notices = new ArrayList<>();
        old.signUpFunctions()
                .forEach(function ->
                        notices.add("function %s does nothing from then on; it is called by %s on auth.users"
                                .formatted(function.name(), function.triggers())));
        if (!target.tenant().enrolment().isEnrolled()) {
            notices.add("new users are not set up in this tenant: its setting new-users.enrolled is false");
        } else if (!config.signUpTrigger()) {
            notices.add("no trigger sets new users up: SCHEMATA_MIGRATE_SIGN_UP_TRIGGER is false, so that the function"
                    + " new-user has to be called");
        }
        notices.addAll(rehearsal.notices());
        return notices;
    }

    /** Another tenant's tables are never set aside. */
    private void requireNoTenants(Target target, String from) {
        if (from != null && !from.equals(target.schema()) && targets.schemas().contains(from)) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED,
                    "schema '%s' is another tenant's: take that one out of the configuration first".formatted(from));
        }
    }

    /** A history of other changes is of another program, and goes with the old tables. */
    private static void requireNoHistory(Target target) throws SQLException {
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            AppliedChanges applied = AppliedChanges.read(session.connection(), target.schema());
            Set<String> ours = LiquibaseRun.of(session, target.changelog()).changelog().changesets().stream()
                    .map(Changesets::name)
                    .collect(Collectors.toSet());
            long changes =
                    applied.checksums().keySet().stream().filter(ours::contains).count();
            if (changes > 0) {
                throw new MigrationException(
                        ErrorCode.NOT_ALLOWED,
                        "tenant '%s' has %d changes of its blueprint: it is adopted or made already"
                                .formatted(target.name(), changes));
            }
        }
    }
}
