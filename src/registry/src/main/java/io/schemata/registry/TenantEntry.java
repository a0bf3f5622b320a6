package io.schemata.registry;

import java.util.Optional;

/**
 * One tenant as it is configured, by the names of its settings.
 *
 * @param newUsersEnrolled whether new users are set up here; never where {@code migrate} changes nothing
 * @param welcomeCredits what new users get, 0 to 1,000,000; what the tenant's product gives unless set
 * @param links the tenant, of the blueprint {@code shared-links}, that keeps the links of this one; unless set, the only one
 *     of the same stage
 * @param mode the name of this tenant in links: letters, digits, {@code _} and {@code -}, at most 63; its name unless set
 * @param symmetricLinkTypes where links are kept: the types that mean the same both ways, separated by commas
 * @param keptLinkTypes where links are kept: the types whose links stay, marked, when one of their ends is deleted
 * @param login for a service: the role its program logs in as, which may use its schema and create things in it
 * @param canary whether {@code apply} migrates and validates it before the others of its stage
 * @param exposed whether the Data API (PostgREST) serves its schema; unless set, that of every tenant but a service
 */
record TenantEntry(
        String schema,
        String blueprint,
        Stage stage,
        boolean newUsersEnrolled,
        Optional<Integer> welcomeCredits,
        Optional<String> links,
        Optional<String> mode,
        Optional<String> symmetricLinkTypes,
        Optional<String> keptLinkTypes,
        Optional<String> login,
        boolean canary,
        Optional<Boolean> exposed) {}
