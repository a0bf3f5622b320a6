package io.schemata.links;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class FourthModeIT extends FourthModeTest {}
