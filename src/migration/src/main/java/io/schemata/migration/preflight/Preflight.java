package io.schemata.migration.preflight;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.adopt.Adoptions;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.changelog.Composition;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.move.Moves;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.StagePolicy.Permission;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import io.schemata.migration.targets.TenantTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks at everything before something is done. Tenants with pending changesets are refused, all together and by name, when
 * their blueprint cannot be made here, or when objects of its names stand in their schemas. Nothing is changed: see
 * {@link Trial}.
 */
@ApplicationScoped
public class Preflight {
    private static final Logger LOG = Logger.getLogger(Preflight.class);

    private final Targets targets;
    private final MigrationConfig config;
    private final BlueprintStructures blueprints;

    public Preflight(Targets targets, MigrationConfig config, BlueprintStructures blueprints) {
        this.targets = targets;
        this.config = config;
        this.blueprints = blueprints;
    }

    /**
     * Refuses what cannot be done: first a blueprint that does not exist or is wrongly composed, then what the login lacks,
     * then the trigger on auth.users, then the tenants in their order.
     *
     * @return what is known of their blueprints then
     */
    public TriedBlueprints require(List<Target> selected) {
        selected.stream().map(Target::changelog).distinct().map(Composition::of).forEach(Preflight::warnOfLeftFiles);
        try (Connection connection = connect()) {
            MissingRights.require(connection);
            SignUpTrigger.require(connection, config, Adoptions.keptSchemas(connection));
            return new Trial(connection, targets.platform(), targets.schemas(), blueprints)
                    .require(candidates(connection, selected));
        } catch (SQLException failure) {
            throw new MigrationException(ErrorCode.DATABASE_ERROR, FailureReason.of(failure), failure);
        }
    }

    private static List<Target> candidates(Connection connection, List<Target> selected) throws SQLException {
        List<Target> candidates = new ArrayList<>();
        for (Target target : selected) {
            boolean isMigrated = target instanceof TenantTarget && StagePolicy.APPLY.of(target) != Permission.NEVER;
            if (isMigrated && Moves.remark(connection, target.schema()).isEmpty()) {
                candidates.add(target);
            }
        }
        return candidates;
    }

    /**
     * Refuses triggers on auth.users that the configuration does not allow.
     *
     * @param schema whose functions may be called by them, as they are about to rest
     */
    public void requireSignUpTrigger(String schema) throws SQLException {
        try (Connection connection = connect()) {
            List<String> resting = new ArrayList<>(Adoptions.keptSchemas(connection));
            resting.add(schema);
            SignUpTrigger.require(connection, config, resting);
        }
    }

    /** A new schema of a tenant's blueprint, made in a transaction that is rolled back. */
    public MadeBlueprint made(Target target) {
        Composition.of(target.changelog());
        try (Connection connection = connect()) {
            MissingRights.require(connection);
            return new Trial(connection, targets.platform(), targets.schemas(), blueprints).made(target);
        } catch (SQLException failure) {
            throw new MigrationException(ErrorCode.DATABASE_ERROR, FailureReason.of(failure), failure);
        }
    }

    private Connection connect() throws SQLException {
        return JdbcAddress.configured().connectToLook(config.lockTimeout());
    }

    /** The likeliest slip of all: a new file of SQL that stands in no list. */
    private static void warnOfLeftFiles(Composition composition) {
        composition
                .leftFiles()
                .forEach(file -> LOG.warnf("%s is in no list: add it to %s", file, composition.blueprint()));
    }
}
