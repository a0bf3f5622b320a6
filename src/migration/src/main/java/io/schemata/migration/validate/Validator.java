package io.schemata.migration.validate;

import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.blueprint.Hooks;
import io.schemata.migration.changelog.Composition;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.lint.Lint;
import io.schemata.migration.lint.PlpgsqlCheck;
import io.schemata.migration.report.Check;
import io.schemata.migration.report.TenantStatus;
import io.schemata.migration.report.ValidatedTenant;
import io.schemata.migration.report.Words;
import io.schemata.migration.status.StatusReader;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Comparison.Difference;
import io.schemata.migration.structure.NoSuchSchemaException;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.OwnObjects;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.ServiceTarget;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import io.schemata.migration.targets.TenantTarget;
import io.schemata.registry.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checks that tenants have their changes, and exactly what their blueprint says, and the checks of any schema. Reads only,
 * whatever the stage.
 */
@ApplicationScoped
public class Validator {
    private static final Check NOT_MADE_YET =
            Check.remark("there is nothing to check: a development schema is its developers' to make");
    private static final Check NOT_KNOWN_YET = new Check(
            "it is as its blueprint says",
            null,
            List.of("cannot be told before this version of the blueprint has been applied: run apply"));

    private static final int MOST_NAMES = 8;

    private final Targets targets;
    private final BlueprintStructures blueprints;

    public Validator(Targets targets, BlueprintStructures blueprints) {
        this.targets = targets;
        this.blueprints = blueprints;
    }

    /**
     * Checks the named tenants, or all and the platform; each is shown as soon as it is checked.
     *
     * @param isStrict whether tables and functions of a team's own beside the blueprint's are findings
     */
    public List<ValidatedTenant> validate(List<String> names, boolean isStrict, Consumer<ValidatedTenant> shown) {
        List<Target> selected = new ArrayList<>(names.isEmpty() ? List.of(targets.platform()) : List.of());
        selected.addAll(targets.select(names));
        List<ValidatedTenant> all = new ArrayList<>();
        for (Target target : selected) {
            ValidatedTenant validated = validate(target, isStrict);
            shown.accept(validated);
            all.add(validated);
        }
        return all;
    }

    private ValidatedTenant validate(Target target, boolean isStrict) {
        try {
            TenantStatus status = StatusReader.changes(target);
            if (status.reason() != null) {
                return validated(target, List.of(), status.reason());
            }
            if (status.move() != null) {
                return validated(target, List.of(Check.remark("nothing to check: it " + status.move())), null);
            }
            List<Check> checks = new ArrayList<>(List.of(changes(status)));
            checks.addAll(checks(target, isStrict));
            return validated(target, checks, null);
        } catch (NoSuchSchemaException nothing) {
            return target.stage() == Stage.DEVELOPMENT
                    ? validated(target, List.of(NOT_MADE_YET), null)
                    : validated(target, List.of(), nothing.getMessage() + " yet: run apply");
        } catch (SQLException | RuntimeException failure) {
            return validated(target, List.of(), LockedTable.reason(failure, target.schema()));
        }
    }

    private static ValidatedTenant validated(Target target, List<Check> checks, String reason) {
        return new ValidatedTenant(target.name(), target.schema(), target.blueprint(), checks, reason);
    }

    private static Check changes(TenantStatus status) {
        Stream<String> pending = status.pending().stream().map(change -> "pending: " + change);
        Stream<String> edited = status.edited().stream().map(change -> "edited after it was applied: " + change);
        return new Check(
                "its changes are made",
                (long) status.applied(),
                Stream.concat(pending, edited).toList());
    }

    /** The content of a service's schema is its own, and no blueprint describes the platform's. */
    private List<Check> checks(Target target, boolean isStrict) throws SQLException {
        if (target instanceof ServiceTarget) {
            return List.of();
        }
        try (Connection connection = JdbcAddress.configured().connectToRead()) {
            Catalog catalog = Catalog.of(connection, target.schema());
            List<Check> checks = new ArrayList<>();
            if (target instanceof TenantTarget) {
                checks.addAll(asBlueprint(catalog, target, blueprints.find(connection, target.blueprint()), isStrict));
            }
            checks.addAll(lints(catalog));
            return checks;
        }
    }

    private static List<Check> asBlueprint(
            Catalog catalog, Target target, Optional<Structure> blueprint, boolean isStrict) throws SQLException {
        if (blueprint.isEmpty()) {
            return List.of(NOT_KNOWN_YET);
        }
        Structure whole = Structure.read(catalog);
        List<Check> checks = new ArrayList<>();
        if (isStrict) {
            checks.addAll(asBlueprint(whole, blueprint.get()));
        } else {
            OwnObjects own = OwnObjects.of(catalog, whole, blueprint.get());
            checks.addAll(asBlueprint(own.rest(), blueprint.get()));
            own(own.names()).ifPresent(checks::add);
        }
        checks.add(hooks(target, whole));
        return checks;
    }

    private static Optional<Check> own(List<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Check.remark("beside the blueprint, of its own: " + Words.first(MOST_NAMES, names)));
    }

    private static Check hooks(Target target, Structure actual) {
        List<String> wrong = Hooks.findings(Composition.of(target.changelog()), actual);
        return new Check("its functions are as its capabilities call them", null, wrong);
    }

    /** A check for each kind of object that the blueprint or the schema has. */
    public static List<Check> asBlueprint(Structure actual, Structure blueprint) {
        List<Difference> differences = Comparison.of(blueprint, actual);
        List<Check> checks = new ArrayList<>();
        for (ObjectKind kind : ObjectKind.values()) {
            long count = blueprint.count(kind);
            List<String> findings = differences.stream()
                    .filter(difference -> difference.kind() == kind)
                    .map(DifferenceText::of)
                    .toList();
            if (count > 0 || !findings.isEmpty()) {
                checks.add(new Check("%s as the blueprint says".formatted(kind.plural()), count, findings));
            }
        }
        return checks;
    }

    /** The checks of any schema. */
    public static List<Check> lints(Catalog catalog) throws SQLException {
        List<Check> checks = new ArrayList<>();
        for (Lint lint : Lint.values()) {
            checks.add(new Check(lint.title(), null, lint.findings(catalog)));
        }
        PlpgsqlCheck.findings(catalog)
                .map(findings -> new Check("plpgsql_check finds nothing in any function", null, findings))
                .ifPresent(checks::add);
        return checks;
    }
}
