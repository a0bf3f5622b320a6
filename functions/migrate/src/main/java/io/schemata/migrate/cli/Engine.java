package io.schemata.migrate.cli;

import io.schemata.migration.adopt.Adopter;
import io.schemata.migration.adopt.AdoptionEnd;
import io.schemata.migration.adopt.Baseliner;
import io.schemata.migration.apply.Applier;
import io.schemata.migration.compare.SchemaComparer;
import io.schemata.migration.create.Creator;
import io.schemata.migration.exposure.Exposer;
import io.schemata.migration.extract.SchemaExtractor;
import io.schemata.migration.move.MoveEnd;
import io.schemata.migration.move.Mover;
import io.schemata.migration.plan.Planner;
import io.schemata.migration.preflight.Prover;
import io.schemata.migration.repair.Repairer;
import io.schemata.migration.rollback.Rollbacker;
import io.schemata.migration.status.StatusReader;
import io.schemata.migration.sync.Syncer;
import io.schemata.migration.targets.Targets;
import io.schemata.migration.validate.Validator;
import jakarta.inject.Singleton;

/** The parts of the engine that commands call. */
@Singleton
record Engine(
        Targets targets,
        StatusReader status,
        Planner planner,
        Applier applier,
        Repairer repairer,
        Baseliner baseliner,
        Adopter adopter,
        AdoptionEnd adoptionEnd,
        Validator validator,
        SchemaComparer comparer,
        SchemaExtractor extractor,
        Exposer exposer,
        Rollbacker rollbacker,
        Syncer syncer,
        Creator creator,
        Mover mover,
        MoveEnd moveEnd,
        Prover prover) {}
