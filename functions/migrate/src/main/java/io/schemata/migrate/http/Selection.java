package io.schemata.migrate.http;

import io.schemata.migrate.http.Migrate.Command;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.targets.SchemaRef;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import io.schemata.request.CallContext;
import java.util.List;

/**
 * The subjects of a command, as far as the caller may name them.
 *
 * @param tenants their names; none for all
 */
record Selection(List<String> tenants, String against, String approve) {
    private static final String BLUEPRINT = "blueprint:";

    /**
     * Refusals: TENANT_FORBIDDEN for a caller whose token is bound to a tenant, where the command or a name reaches beyond it;
     * INVALID_REQUEST for a name that is not configured, and for another one than the header's.
     */
    static Selection of(Migrate.Request request, CallContext call, Tenants tenants) {
        Command command = request.known();
        Tenant only = call.tenant();
        if (command == Command.COMPARE) {
            require("tenants", request.tenants().get(0), tenants);
            require("against", request.against(), tenants);
        } else if (request.tenants() != null) {
            request.tenants().forEach(name -> known(name, tenants));
        }
        if (only == null) {
            return new Selection(
                    request.tenants() == null ? List.of() : request.tenants(), request.against(), request.approve());
        }
        boolean isBound = call.caller().tenant().isPresent();
        if (isBound && reachesBeyondTenants(command) || !isOf(only, request, tenants)) {
            throw isBound
                    ? RefusedException.because(Code.TENANT_FORBIDDEN)
                    : RefusedException.invalid("tenants", "names another tenant than the header");
        }
        return new Selection(
                command == Command.EXPOSURE ? List.of() : List.of(only.name()), request.against(), request.approve());
    }

    /** What all tenants need is a part of each rollout, and the schemas that are served are one setting. */
    private static boolean reachesBeyondTenants(Command command) {
        return command == Command.APPLY || command == Command.EXPOSURE;
    }

    private static boolean isOf(Tenant only, Migrate.Request request, Tenants tenants) {
        boolean isOther = request.tenants() != null
                && request.tenants().stream()
                        .anyMatch(
                                name -> tenants.find(name).filter(only::equals).isEmpty());
        boolean isBeyond = request.against() != null && !request.against().startsWith(BLUEPRINT);
        return !isOther && !isBeyond;
    }

    private static void known(String name, Tenants tenants) {
        if (tenants.find(name).isEmpty()) {
            throw RefusedException.invalid("tenants", "names a tenant that is not configured");
        }
    }

    private static void require(String field, String subject, Tenants tenants) {
        if (subject == null) {
            return;
        }
        try {
            SchemaRef.of(subject, tenants);
        } catch (MigrationException unknown) {
            throw RefusedException.invalid(field, unknown.getMessage());
        }
    }
}
