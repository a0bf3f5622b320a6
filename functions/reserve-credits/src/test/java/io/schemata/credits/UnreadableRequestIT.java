package io.schemata.credits;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class UnreadableRequestIT extends UnreadableRequestTest {}
