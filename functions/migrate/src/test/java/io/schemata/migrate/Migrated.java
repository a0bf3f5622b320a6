package io.schemata.migrate;

import io.schemata.testing.MigratedDatabase;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One migrated database for all tests of this module that only look at it with SQL. */
final class Migrated implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(Running.class);
    }

    static final class Running implements AutoCloseable {
        private final MigratedDatabase database = new MigratedDatabase();

        Running() {
            database.start();
        }

        @Override
        public void close() {
            database.stop();
        }
    }
}
