package io.schemata.credits;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("executable")
@QuarkusIntegrationTest
class EarlyRefusalIT extends EarlyRefusalTest {}
