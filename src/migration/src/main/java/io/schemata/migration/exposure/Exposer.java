package io.schemata.migration.exposure;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.plan.PlanId;
import io.schemata.migration.report.Exposure;
import io.schemata.registry.Stage;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Compares the schemas that the Data API serves with the registry, and sets them. */
@ApplicationScoped
public class Exposer {
    private static final String SCHEMAS = "select nspname from pg_namespace";
    private static final String OF_DATABASE =
            "select format('alter role authenticator in database %I set pgrst.db_schemas = %L', current_database(), ?)";
    private static final String OF_ROLE = "select format('alter role authenticator set pgrst.db_schemas = %L', ?)";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String RELOAD_CONFIGURATION = "notify pgrst, 'reload config'";

    private final Tenants tenants;

    public Exposer(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * What is served, and what should be. Writes nothing.
     *
     * @param file PostgREST's configuration, or null for the setting of its login in the database
     */
    public Exposure exposure(Path file) {
        try (Connection connection = JdbcAddress.configured().connectToRead()) {
            return exposure(connection, file == null ? ExposedSchemas.of(connection) : ExposedSchemas.of(file));
        } catch (SQLException failure) {
            throw new MigrationException(ErrorCode.DATABASE_ERROR, FailureReason.of(failure), failure);
        }
    }

    /**
     * Sets what should be served, where it is not: schemas that are there, and no others, so that the Data API never stops. It
     * is told to read the setting and then the schemas. Where a production tenant's schema is added or taken away, the plan's
     * id has to be approved.
     */
    public Exposure set(String approved) {
        try (Connection connection = JdbcAddress.configured().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Exposure exposure = exposure(connection, ExposedSchemas.of(connection));
            if (exposure.statement() == null) {
                return exposure;
            }
            if (isOfProduction(exposure) && !exposure.planId().equals(approved)) {
                throw new MigrationException(
                        ErrorCode.NOT_APPROVED, "production needs --approve with the id that 'exposure' shows now");
            }
            if (exposure.should().isEmpty()) {
                throw new MigrationException(
                        ErrorCode.NOT_POSSIBLE, "no schema would be left: the Data API does not start with none");
            }
            set(statement, exposure.statement());
            statement.execute(RELOAD_CONFIGURATION);
            DataApi.reload(connection);
            connection.commit();
            return exposure(connection, ExposedSchemas.of(connection));
        } catch (SQLException failure) {
            throw new MigrationException(ErrorCode.DATABASE_ERROR, FailureReason.of(failure), failure);
        }
    }

    private static void set(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException failure) {
            if (!INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
                throw failure;
            }
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "this login may not set it for the role authenticator; an administrator runs: %s".formatted(sql),
                    failure);
        }
    }

    private Exposure exposure(Connection connection, ExposedSchemas found) throws SQLException {
        Set<String> there = new HashSet<>(FirstColumn.of(connection, SCHEMAS));
        List<String> exposed = found.schemas();
        List<String> wanted = schemas(tenants::isExposed);
        List<String> unwanted = schemas(tenant -> !tenants.isExposed(tenant));
        List<String> missing = wanted.stream()
                .filter(schema -> there.contains(schema) && !exposed.contains(schema))
                .toList();
        List<String> should = new ArrayList<>(exposed);
        should.removeIf(schema -> !there.contains(schema) || unwanted.contains(schema));
        should.addAll(missing);
        boolean isToBeSet = found.isOfDatabase() != null && !should.equals(exposed);
        String statement = isToBeSet
                ? FirstColumn.of(connection, found.isOfDatabase() ? OF_DATABASE : OF_ROLE, String.join(", ", should))
                        .get(0)
                : null;
        return new Exposure(
                found.source(),
                exposed,
                missing,
                exposed.stream().filter(unwanted::contains).toList(),
                exposed.stream().filter(schema -> !there.contains(schema)).toList(),
                exposed.stream()
                        .filter(schema ->
                                there.contains(schema) && tenants.find(schema).isEmpty())
                        .toList(),
                wanted.stream().filter(schema -> !there.contains(schema)).toList(),
                should,
                statement,
                statement == null ? null : PlanId.of(statement));
    }

    private List<String> schemas(Predicate<Tenant> which) {
        return tenants.all().stream().filter(which).map(Tenant::schema).toList();
    }

    private boolean isOfProduction(Exposure exposure) {
        List<String> changed = new ArrayList<>(exposure.missing());
        changed.addAll(exposure.superfluous());
        changed.addAll(exposure.notThere());
        return tenants.all().stream()
                .filter(tenant -> tenant.stage() == Stage.PRODUCTION)
                .anyMatch(tenant -> changed.contains(tenant.schema()));
    }
}
