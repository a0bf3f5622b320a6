package io.schemata.migration.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** A plan over some tenants; the id stands for exactly this SQL for exactly these tenants. */
@RegisterForReflection
public record Plan(String planId, List<TenantPlan> tenants) {}
