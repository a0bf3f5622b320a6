package io.schemata.users;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class BrokenTenantIT extends BrokenTenantTest {}
