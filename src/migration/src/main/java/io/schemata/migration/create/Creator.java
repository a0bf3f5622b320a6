package io.schemata.migration.create;

import io.schemata.migration.apply.Applier;
import io.schemata.migration.apply.ApplyRequest;
import io.schemata.migration.database.Snapshot;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.AppliedRollout;
import io.schemata.migration.report.Progress;
import io.schemata.migration.report.Words;
import io.schemata.migration.structure.SchemaContent;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Makes a new tenant's schema, where there is none yet. */
@ApplicationScoped
public class Creator {
    private static final int MOST_NAMES = 5;

    private final Targets targets;
    private final Applier applier;

    public Creator(Targets targets, Applier applier) {
        this.targets = targets;
        this.applier = applier;
    }

    /**
     * Makes it, as {@code apply} does. Refused: a tenant that is not configured, a service, a stage whose tenants are made in a
     * rollout, a schema that has something in it, and what {@code apply} refuses.
     *
     * @param wait the longest wait for another {@code migrate} that is at work on the tenant
     */
    public AppliedRollout create(String name, Duration wait, Consumer<Progress> progress) {
        Target target = StagePolicy.CREATE.require(targets.select(List.of(name)).get(0));
        List<String> content = Snapshot.of(connection -> SchemaContent.names(connection, target.schema()));
        if (!content.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED,
                    "the schema of '%s' is not empty, it has %s: apply upgrades a tenant, adopt makes one of what is there"
                            .formatted(name, Words.first(MOST_NAMES, content)));
        }
        return applier.apply(ApplyRequest.of(List.of(name), wait), progress);
    }
}
