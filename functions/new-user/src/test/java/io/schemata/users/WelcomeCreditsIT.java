package io.schemata.users;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("executable")
@QuarkusIntegrationTest
class WelcomeCreditsIT extends WelcomeCreditsTest {}
