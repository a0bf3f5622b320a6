package io.schemata.database;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends a function that was given the login of a superuser or of the schemas' owner: row level security and missing
 * rights have no effect on such a login.
 */
final class OwnerLogin {
    private static final Logger LOG = Logger.getLogger("io.schemata");
    private static final int REFUSED_TO_START = 2;
    private static final AtomicBoolean IS_TOLD = new AtomicBoolean();

    private OwnerLogin() {}

    static void refuse(String user) {
        if (!IS_TOLD.compareAndSet(false, true)) {
            return;
        }
        LOG.fatalf(
                "cannot start: DATABASE_URL logs in as '%s', a superuser or the owner of the schemas: functions need the login "
                        + "schemata_functions, which owns nothing",
                user);
        Quarkus.asyncExit(REFUSED_TO_START);
    }
}
