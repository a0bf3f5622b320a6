package io.schemata.migrate;

import io.schemata.structure.Catalog;
import io.schemata.structure.Comparison;
import io.schemata.structure.Comparison.Difference;
import io.schemata.structure.Kind;
import io.schemata.structure.Lint;
import io.schemata.structure.PlpgsqlCheck;
import io.schemata.structure.Structure;
import io.schemata.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.exception.LiquibaseException;

/**
 * Checks tenants: that their changes are made, that they have what their blueprint says and nothing else, and what is
 * checked of any schema. Reads only, whatever the stage.
 */
@ApplicationScoped
public class Validator {
    private static final int LONGEST = 160;

    private final Migrator migrator;
    private final MigrateConfig config;
    private final BlueprintStructures blueprints;

    public Validator(Migrator migrator, MigrateConfig config, BlueprintStructures blueprints) {
        this.migrator = migrator;
        this.config = config;
        this.blueprints = blueprints;
    }

    /** The named tenants, or all. */
    List<Report.Validated> validate(List<String> names) {
        return migrator.selected(names).stream().map(this::validate).toList();
    }

    private Report.Validated validate(Tenant tenant) {
        Report.Status status = migrator.of(tenant).status(blueprints);
        List<Report.Check> checks = new ArrayList<>();
        String reason = status.reason();
        if (reason == null) {
            checks.add(changes(status));
            try {
                if (!tenant.isService()) {
                    checks.addAll(look(tenant));
                }
            } catch (SQLException | LiquibaseException | RuntimeException failure) {
                reason = Reason.of(failure);
            }
        }
        return new Report.Validated(tenant.name(), tenant.schema(), tenant.blueprint(), checks, reason);
    }

    private static Report.Check changes(Report.Status status) {
        List<String> findings = new ArrayList<>();
        status.pending().forEach(change -> findings.add("pending: " + change));
        status.edited().forEach(change -> findings.add("edited after it was applied: " + change));
        return new Report.Check("its changes are made", (long) status.applied(), findings);
    }

    private List<Report.Check> look(Tenant tenant) throws SQLException, LiquibaseException {
        try (Connection connection = JdbcAddress.of(config.databaseUrl()).connect()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            Changelog changes = SchemaSession.changelogOn(connection, Changelog.file(tenant.blueprint()));
            Optional<Structure> blueprint = blueprints.find(connection, tenant.blueprint(), changes);
            return look(Catalog.of(connection, tenant.schema()), blueprint);
        }
    }

    /** What is checked of a schema, in a fixed order. */
    static List<Report.Check> look(Catalog catalog, Optional<Structure> blueprint) throws SQLException {
        List<Report.Check> checks = new ArrayList<>();
        if (blueprint.isPresent()) {
            checks.addAll(structure(Structure.read(catalog), blueprint.get()));
        } else {
            checks.add(new Report.Check(
                    "it is as its blueprint says",
                    null,
                    List.of("cannot be told before this version of the blueprint has been applied: run apply")));
        }
        for (Lint lint : Lint.values()) {
            checks.add(new Report.Check(lint.title(), null, lint.findings(catalog)));
        }
        PlpgsqlCheck.findings(catalog)
                .ifPresent(findings ->
                        checks.add(new Report.Check("plpgsql_check finds nothing in any function", null, findings)));
        return checks;
    }

    private static List<Report.Check> structure(Structure actual, Structure blueprint) {
        List<Difference> differences = Comparison.of(blueprint, actual);
        List<Report.Check> checks = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<String> findings = differences.stream()
                    .filter(difference -> difference.kind() == kind)
                    .map(Validator::finding)
                    .toList();
            if (blueprint.count(kind) > 0 || !findings.isEmpty()) {
                checks.add(new Report.Check(
                        "%s as the blueprint says".formatted(kind.plural()), blueprint.count(kind), findings));
            }
        }
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
        boolean isShort = is.length() + should.length() <= LONGEST && !(is + should).contains("\n");
        return isShort ? " is \"%s\", should be \"%s\"".formatted(is, should) : "";
    }
}
