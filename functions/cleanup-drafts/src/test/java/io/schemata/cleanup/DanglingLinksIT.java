package io.schemata.cleanup;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("executable")
@QuarkusIntegrationTest
class DanglingLinksIT extends DanglingLinksTest {}
