package io.schemata.migration.adopt;

import io.schemata.migration.adopt.AdoptionState.Phase;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.exposure.DataApi;
import io.schemata.migration.plan.PlanId;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.TenantPlan;
import io.schemata.migration.report.Words;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes an adoption back, in the connection's transaction. */
record Undoing(Connection connection, AdoptionState state, Optional<Structure> blueprint) {
    private static final Set<ObjectKind> MADE = EnumSet.of(
            ObjectKind.TABLE,
            ObjectKind.COLUMN,
            ObjectKind.VIEW,
            ObjectKind.FUNCTION,
            ObjectKind.TYPE,
            ObjectKind.SEQUENCE);
    /** What changes while a team thinks: numbers and names of users. */
    private static final Pattern EXACT = Pattern.compile("\\(.*\\)|[0-9]+");

    private static final String GOES = "what came since goes too: ";
    private static final int MOST_NAMES = 5;
    private static final String WITHDRAW = "delete from schemata.enrolled_tenants where schema_name = ?";
    private static final String FORGET_SIGN_UPS = "delete from schemata.unfinished_sign_ups where schema_name = ?";
    private static final String REMOVE_TRIGGER = "select schemata.install_sign_up_trigger(false)"
            + " where not exists (select from schemata.enrolled_tenants)";

    /**
     * What would be lost: tables that have other rows than those that were copied, and users whom the old functions have not
     * set up. Nobody signs up until the transaction ends.
     */
    List<String> losses() throws SQLException {
        state.choices().set(connection);
        List<String> losses = new ArrayList<>();
        if (!state.isBefore(Phase.SET_ASIDE)) {
            List<String> gone = new ArrayList<>(state.keptTables());
            gone.removeAll(OldTables.writable(connection, state.kept()));
            if (!gone.isEmpty()) {
                losses.add("of the old tables there are no more: " + String.join(", ", gone));
            }
            FirstColumn.of(connection, OldSchema.DEPENDENTS, state.schema()).forEach(use -> losses.add(GOES + use));
            FirstColumn.of(connection, OldSchema.EXTENSIONS, state.schema()).stream()
                    .filter(extension -> !state.movedExtensions().contains(extension))
                    .forEach(extension -> losses.add(GOES + "extension " + extension));
        }
        if (!state.isBefore(Phase.MADE)) {
            losses.addAll(ofTenant());
        }
        MissedSignUps missed = new MissedSignUps(connection, state.schema());
        missed.holdSignUps();
        List<String> users = missed.all().stream()
                .filter(MissedSignUps.Missed::isNew)
                .map(user -> user.user().toString())
                .toList();
        if (!users.isEmpty() && !state.restingFunctions().isEmpty()) {
            losses.add("%d users signed up since, whom the old functions have not set up (%s)"
                    .formatted(users.size(), Words.first(MOST_NAMES, users)));
        }
        return losses;
    }

    /** Rows and things of the tenant's schema that came since; nobody writes there until the transaction ends. */
    private List<String> ofTenant() throws SQLException {
        List<String> losses = new ArrayList<>();
        String tables = OldTables.writable(connection, state.schema()).stream()
                .map(table -> OwnName.quoted(state.schema()) + "." + OwnName.quoted(table))
                .collect(Collectors.joining(", "));
        Transaction.runAll(connection, List.of("lock table %s in share row exclusive mode".formatted(tables)));
        List<String> written = AdoptedRows.written(connection, state.schema());
        if (state.isBefore(Phase.ADOPTED)) {
            written.removeAll(state.filledTables());
        }
        if (!written.isEmpty()) {
            losses.add("rows were written since in " + String.join(", ", written));
        }
        if (blueprint.isPresent()) {
            Structure now = Structure.read(Catalog.of(connection, state.schema()));
            Comparison.of(blueprint.get(), now).stream()
                    .filter(found -> found.left() == null && MADE.contains(found.kind()))
                    .forEach(found -> losses.add(
                            "made since: %s %s".formatted(found.kind().one(), found.name())));
        }
        return losses;
    }

    static Undoing of(Connection connection, Target target, BlueprintStructures blueprints) throws SQLException {
        AdoptionState state =
                Adoptions.find(connection, target.schema()).orElseThrow(() -> Adoptions.notBegun(target.name()));
        return of(connection, target, state, blueprints);
    }

    static Undoing of(Connection connection, Target target, AdoptionState state, BlueprintStructures blueprints)
            throws SQLException {
        return new Undoing(connection, state, blueprints.find(connection, target.blueprint()));
    }

    /**
     * The statements; its id stands for them and the kinds of losses.
     *
     * @param losses what {@link #losses} says
     */
    Plan plan(Target target, List<String> losses) throws SQLException {
        List<String> statements = statements();
        String script = String.join(";\n", statements) + ";\n";
        String kinds = losses.stream()
                .map(loss -> "-- loses: %s%n".formatted(EXACT.matcher(loss).replaceAll("")))
                .collect(Collectors.joining());
        Plan plan = PlanId.plan(target, statements, kinds + script);
        String remarks = losses.stream().map("-- loses: %s%n"::formatted).collect(Collectors.joining());
        TenantPlan shown = plan.tenants().get(0).withSql(remarks + script);
        return new Plan(plan.planId(), List.of(shown));
    }

    /** The statements that give the old tables and functions back. */
    List<String> statements() throws SQLException {
        String schema = OwnName.quoted(state.schema());
        String kept = OwnName.quoted(state.kept());
        List<String> statements = new ArrayList<>();
        if (!state.isBefore(Phase.SET_ASIDE)) {
            state.movedExtensions()
                    .forEach(name ->
                            statements.add("alter extension %s set schema %s".formatted(OwnName.quoted(name), kept)));
            statements.add("drop schema if exists %s cascade".formatted(schema));
            if (state.isInPlace()) {
                statements.add("alter schema %s rename to %s".formatted(kept, schema));
            }
            statements.addAll(state.restingTriggers());
            statements.addAll(SetAside.unguarding(state.source(), OldTables.writable(connection, state.kept())));
        }
        statements.addAll(state.restingFunctions());
        return statements;
    }

    void run() throws SQLException {
        Transaction.runAll(connection, statements());
        run(WITHDRAW);
        run(FORGET_SIGN_UPS);
        if (!state.hadSignUpTrigger()) {
            Transaction.runAll(connection, List.of(REMOVE_TRIGGER));
        }
        Adoptions.forget(connection, state);
        DataApi.reload(connection);
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, state.schema());
            statement.execute();
        }
    }
}
