package io.schemata.migration.status;

import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.OwnObjects;
import io.schemata.migration.structure.QuickStructure;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares the schemas of many tenants with their blueprints, on several threads if need be. One that reads as another one of
 * its blueprint that was sound needs no comparison.
 */
final class DriftCheck {
    private final BlueprintStructures blueprints;
    private final Map<String, Optional<Structure>> known = new ConcurrentHashMap<>();
    private final Set<String> sound = ConcurrentHashMap.newKeySet();

    DriftCheck(BlueprintStructures blueprints) {
        this.blueprints = blueprints;
    }

    /**
     * Whether a schema differs from its blueprint, objects of the team's own beside it left out; null before {@code apply} has
     * run with this version of the blueprint.
     *
     * @param isPlannedOnce whether the server may keep plans for this connection
     */
    Boolean hasDrifted(Connection snapshot, String schema, String blueprint, boolean isPlannedOnce)
            throws SQLException {
        Optional<Structure> should = blueprint(snapshot, blueprint);
        if (should.isEmpty()) {
            return null;
        }
        QuickStructure quick = QuickStructure.read(snapshot, Catalog.of(snapshot, schema), isPlannedOnce);
        String fingerprint = quick.fingerprint();
        String kind = blueprint + " " + fingerprint;
        if (fingerprint != null && sound.contains(kind)) {
            return false;
        }
        if (Comparison.of(should.get(), quick.structure()).isEmpty()) {
            if (fingerprint != null) {
                sound.add(kind);
            }
            return false;
        }
        Catalog catalog = Catalog.of(snapshot, schema);
        OwnObjects own = OwnObjects.of(catalog, Structure.read(catalog), should.get());
        return !Comparison.of(should.get(), own.rest()).isEmpty();
    }

    private Optional<Structure> blueprint(Connection snapshot, String blueprint) throws SQLException {
        Optional<Structure> structure = known.get(blueprint);
        if (structure == null) {
            structure = blueprints.find(snapshot, blueprint);
            known.put(blueprint, structure);
        }
        return structure;
    }
}
