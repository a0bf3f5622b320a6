package io.schemata.cleanup;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class DanglingLinksIT extends DanglingLinksTest {}
