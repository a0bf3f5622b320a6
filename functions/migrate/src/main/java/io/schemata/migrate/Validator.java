package io.schemata.migrate;

import io.schemata.registry.Stage;
import io.schemata.registry.Tenant;
import io.schemata.structure.Catalog;
import io.schemata.structure.Comparison;
import io.schemata.structure.Comparison.Difference;
import io.schemata.structure.Kind;
import io.schemata.structure.Lint;
import io.schemata.structure.NoSuchSchema;
import io.schemata.structure.PlpgsqlCheck;
import io.schemata.structure.Structure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import liquibase.exception.LiquibaseException;

/**
 * Checks tenants: that their changes are made, that they have what their blueprint says and nothing else, and what is
 * checked of any schema. Reads only, whatever the stage.
 */
@ApplicationScoped
public class Validator {
    private static final Report.Check NOT_MADE_YET = new Report.Check(
            "there is nothing to check: a development schema is its developers' to make", null, List.of());
    private static final Report.Check NOT_KNOWN_YET = new Report.Check(
            "it is as its blueprint says",
            null,
            List.of("cannot be told before this version of the blueprint has been applied: run apply"));

    private static final int LONGEST_DETAIL_CHARACTERS = 160;

    private final Migrator migrator;
    private final MigrateConfig config;
    private final BlueprintStructures blueprints;

    public Validator(Migrator migrator, MigrateConfig config, BlueprintStructures blueprints) {
        this.migrator = migrator;
        this.config = config;
        this.blueprints = blueprints;
    }

    /** The named tenants, or all and what they share; each is shown when it is checked. */
    List<Report.Validated> validate(List<String> names, Consumer<Report.Validated> shown) {
        List<Tenant> chosen = new ArrayList<>(names.isEmpty() ? List.of(Tenant.PLATFORM) : List.of());
        chosen.addAll(migrator.selected(names));
        List<Report.Validated> all = new ArrayList<>();
        for (Tenant tenant : chosen) {
            Report.Validated validated = validate(tenant);
            shown.accept(validated);
            all.add(validated);
        }
        return all;
    }

    private Report.Validated validate(Tenant tenant) {
        try {
            Report.Status status = migrator.of(tenant).status();
            if (status.reason() != null) {
                return validated(tenant, List.of(), status.reason());
            }
            List<Report.Check> checks = new ArrayList<>(List.of(changes(status)));
            checks.addAll(checks(tenant));
            return validated(tenant, checks, null);
        } catch (NoSuchSchema nothing) {
            return tenant.stage() == Stage.DEVELOPMENT
                    ? validated(tenant, List.of(NOT_MADE_YET), null)
                    : validated(tenant, List.of(), nothing.getMessage() + " yet: run apply");
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            return validated(tenant, List.of(), Reason.of(failure));
        }
    }

    private static Report.Validated validated(Tenant tenant, List<Report.Check> checks, String reason) {
        return new Report.Validated(tenant.name(), tenant.schema(), tenant.blueprint(), checks, reason);
    }

    private static Report.Check changes(Report.Status status) {
        Stream<String> pending = status.pending().stream().map(change -> "pending: " + change);
        Stream<String> edited = status.edited().stream().map(change -> "edited after it was applied: " + change);
        return new Report.Check(
                "its changes are made",
                (long) status.applied(),
                Stream.concat(pending, edited).toList());
    }

    /** What is in a service's schema is its own; what the platform's looks like, no blueprint says. */
    private List<Report.Check> checks(Tenant tenant) throws SQLException, LiquibaseException {
        if (tenant.isService() && tenant != Tenant.PLATFORM) {
            return List.of();
        }
        try (Connection connection = JdbcAddress.configured().connectToRead()) {
            Catalog catalog = Catalog.of(connection, tenant.schema());
            List<Report.Check> checks = new ArrayList<>();
            if (tenant != Tenant.PLATFORM) {
                checks.addAll(asBlueprint(catalog, blueprints.find(connection, tenant.blueprint())));
            }
            checks.addAll(lints(catalog));
            return checks;
        }
    }

    /** A check for each kind of thing that the blueprint has, or that the schema has besides. */
    static List<Report.Check> asBlueprint(Catalog catalog, Optional<Structure> blueprint) throws SQLException {
        if (blueprint.isEmpty()) {
            return List.of(NOT_KNOWN_YET);
        }
        List<Difference> differences = Comparison.of(blueprint.get(), Structure.read(catalog));
        List<Report.Check> checks = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = blueprint.get().count(kind);
            List<String> findings = differences.stream()
                    .filter(difference -> difference.kind() == kind)
                    .map(Validator::finding)
                    .toList();
            if (count > 0 || !findings.isEmpty()) {
                checks.add(new Report.Check("%s as the blueprint says".formatted(kind.plural()), count, findings));
            }
        }
        return checks;
    }

    /** What is checked of any schema. */
    static List<Report.Check> lints(Catalog catalog) throws SQLException {
        List<Report.Check> checks = new ArrayList<>();
        for (Lint lint : Lint.values()) {
            checks.add(new Report.Check(lint.title(), null, lint.findings(catalog)));
        }
        PlpgsqlCheck.findings(catalog)
                .map(findings -> new Report.Check("plpgsql_check finds nothing in any function", null, findings))
                .ifPresent(checks::add);
        return checks;
    }

    private static String finding(Difference difference) {
        if (difference.right() == null) {
            return "missing: " + difference.name();
        }
        if (difference.left() == null) {
            return "not in the blueprint: " + difference.name();
        }
        return "differs: %s%s".formatted(difference.name(), detail(difference.right(), difference.left()));
    }

    private static String detail(String is, String should) {
        boolean isShort = is.length() + should.length() <= LONGEST_DETAIL_CHARACTERS && !(is + should).contains("\n");
        return isShort ? ", is \"%s\", should be \"%s\"".formatted(is, should) : "";
    }
}
