package io.schemata.schema;

import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tenants;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One migrated database for all tests of this module that only look at it with SQL. It has tenants of every blueprint. */
public final class Migrated implements BeforeAllCallback {
    public static final String CAPTIONS = "captions_test";
    public static final String PLATFORM = "platform_test";

    /** A schema of each blueprint that has tables. */
    public static final Map<String, String> BLUEPRINTS = Map.of(
            "video-studio",
            "video_alpha",
            "image-crawler",
            Tenants.IMAGE_CRAWLER,
            "mode",
            "growth_test",
            "shared-links",
            "shared_test",
            "caption-environment",
            CAPTIONS,
            "mcp-platform",
            PLATFORM);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(Running.class);
    }

    static final class Running implements AutoCloseable {
        private final MigratedDatabase database =
                new MigratedDatabase(Map.of("caption-environment", CAPTIONS, "mcp-platform", PLATFORM));

        Running() {
            database.start();
        }

        @Override
        public void close() {
            database.stop();
        }
    }
}
