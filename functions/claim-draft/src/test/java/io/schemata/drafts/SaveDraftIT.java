package io.schemata.drafts;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SaveDraftIT extends SaveDraftTest {}
