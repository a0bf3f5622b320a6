package io.schemata.drafts;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ClaimDraftIT extends ClaimDraftTest {}
