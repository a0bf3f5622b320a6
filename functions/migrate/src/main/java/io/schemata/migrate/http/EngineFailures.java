package io.schemata.migrate.http;

import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.refusal.Code;
import io.schemata.refusal.FailureTranslator;
import io.schemata.refusal.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;

/** The refusals that the engine's reasons mean. */
@ApplicationScoped
public class EngineFailures implements FailureTranslator {
    @Override
    public RefusedException refusalOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused;
            }
            if (cause instanceof MigrationException ours) {
                return of(ours);
            }
            if (cause instanceof SQLException || cause instanceof IOException) {
                return RefusedException.because(Code.DATABASE_UNAVAILABLE, cause);
            }
        }
        return RefusedException.because(Code.INTERNAL, failure);
    }

    private static RefusedException of(MigrationException ours) {
        return switch (ours.code()) {
            case INVALID_OPTION, UNKNOWN_TENANT, UNKNOWN_BLUEPRINT -> RefusedException.invalid(null, ours.getMessage());
            case UNREACHABLE_DATABASE, DATABASE_ERROR -> RefusedException.because(Code.DATABASE_UNAVAILABLE, ours);
            default ->
                RefusedException.because(Code.MIGRATION_REFUSED, FailureReason.of(ours))
                        .with("reason", ours.code().name());
        };
    }
}
