package io.schemata.request;

import io.schemata.caller.Role;
import io.schemata.quota.Quota;
import io.schemata.refusal.Code;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A function as data: everything the request filter, the documents and the metrics need to know of it.
 *
 * @param name the function's path without the slash
 * @param description one sentence or more for those who call it; the first one is its summary
 * @param capability the capability that a tenant needs for it, or null when every tenant has what it needs
 * @param request the record that its body is read into
 * @param reply the record that it answers
 * @param roles the roles that may call it
 * @param serviceFields the fields that only the service may send
 * @param scope the tenants that a call works on
 * @param triggers what may call it besides a client with a token or key
 * @param refusals the codes of its own; {@link Code#isOfEveryFunction()} are not repeated here
 * @param quota what is counted of its calls, in a tenant's and a caller's minute
 * @param isBlocking whether it blocks its thread, and so has to run on a worker thread
 * @param maxDuration the time from a call's first byte to its answer, or null for the setting of all calls
 */
public record Endpoint(
        String name,
        String description,
        String capability,
        Class<?> request,
        Class<?> reply,
        Set<Role> roles,
        Set<String> serviceFields,
        TenantScope scope,
        Set<Trigger> triggers,
        Set<Code> refusals,
        Quota quota,
        boolean isBlocking,
        Duration maxDuration) {

    /** What may call a function besides a client with a token or key. */
    public enum Trigger {
        /** A message that is signed as Standard Webhooks define it, or brings a shared secret; it calls as the service. */
        WEBHOOK,
        /** A CloudEvent, which may bring its token in the attribute {@code accesstoken}. */
        CLOUD_EVENT
    }

    /** A function of this name that works on one tenant; no role may call it yet. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    public boolean takes(Trigger trigger) {
        return triggers.contains(trigger);
    }

    /** The same with an end of its own, later than other calls'. */
    public Endpoint lasting(Duration atMost) {
        return new Endpoint(
                name,
                description,
                capability,
                request,
                reply,
                roles,
                serviceFields,
                scope,
                triggers,
                refusals,
                quota,
                isBlocking,
                atMost);
    }

    /** Whether a call may bring an Idempotency-Key: a function that only reads has no use for one. */
    public boolean isKeyed() {
        return refusals.contains(Code.IDEMPOTENCY_MISMATCH);
    }

    /** Whether the function documents this answer. */
    public boolean mayAnswer(Code code) {
        return code.isOfEveryFunction() || refusals.contains(code);
    }

    /** Builds an endpoint word by word. */
    public static final class Builder {
        private final String name;
        private String description;
        private String capability;
        private final Set<Role> roles = EnumSet.noneOf(Role.class);
        private final Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        private final Set<Code> refusals = EnumSet.noneOf(Code.class);
        private Class<?> request;
        private Class<?> reply;
        private Set<String> serviceFields = Set.of();
        private TenantScope scope = TenantScope.TENANT;
        private Quota quota = Quota.NONE;
        private boolean isBlocking;

        private Builder(String name) {
            this.name = name;
        }

        /** Describes it to those who call it, the summary in the first sentence. */
        public Builder does(String sentences) {
            description = sentences;
            return this;
        }

        /** Tenants without this capability refuse it with NOT_OFFERED. */
        public Builder of(String needed) {
            capability = needed;
            return this;
        }

        public Builder takes(Class<?> record) {
            request = record;
            return this;
        }

        public Builder answers(Class<?> record) {
            reply = record;
            return this;
        }

        /** Visitors who have not signed in. */
        public Builder forVisitors() {
            roles.add(Role.ANON);
            return this;
        }

        /** Users, each on their own behalf. */
        public Builder forUsers() {
            roles.add(Role.AUTHENTICATED);
            return this;
        }

        /** The service, which alone may send these fields, as the one that names a user. */
        public Builder forService(String... onlyItsFields) {
            roles.add(Role.SERVICE_ROLE);
            serviceFields = Set.of(onlyItsFields);
            return this;
        }

        public Builder in(TenantScope tenants) {
            scope = tenants;
            return this;
        }

        public Builder by(Trigger trigger) {
            triggers.add(trigger);
            return this;
        }

        /** The codes of its own. */
        public Builder refuses(Code... codes) {
            refusals.addAll(Set.of(codes));
            return this;
        }

        /** Counts its calls; answers LIMIT_EXCEEDED when there are too many. */
        public Builder within(Quota limit) {
            quota = limit;
            return this;
        }

        /** Runs on a worker thread. */
        public Builder blocking() {
            isBlocking = true;
            return this;
        }

        public Endpoint build() {
            return new Endpoint(
                    name,
                    description,
                    capability,
                    request,
                    reply,
                    Set.copyOf(roles),
                    serviceFields,
                    scope,
                    Set.copyOf(triggers),
                    Set.copyOf(refusals),
                    quota,
                    isBlocking,
                    null);
        }
    }
}
