package io.schemata.links;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class UnlinkIT extends UnlinkTest {}
