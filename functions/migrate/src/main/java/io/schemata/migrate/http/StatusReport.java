package io.schemata.migrate.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.schemata.migration.report.TenantStatus;
import java.util.List;

/**
 * The answer to {@code status}.
 *
 * @param run the last run of another command in this process, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusReport(List<TenantStatus> tenants, RunState run) {}
