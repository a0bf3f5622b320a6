package io.schemata.request;

import io.schemata.caller.Caller;
import io.schemata.quota.Address;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.vertx.core.net.SocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/**
 * One call. The request filter opens it when the head of the request is read, adds what it learns, and closes it when the
 * answer has ended; nothing else of a call is passed along. A function reads it, and never changes it.
 */
public final class CallContext {
    private static final byte[] NOTHING = {};

    private final Endpoint endpoint;
    private final String path;
    private final String traceId;
    private Caller caller;
    private Tenant tenant;
    private String idempotencyKey;
    private SocketAddress client;
    private byte[] body;
    private final Map<Check, RefusedException> faults = new EnumMap<>(Check.class);
    private Object request;
    private boolean isGivenUp;
    private Runnable stopping = () -> {};
    private Runnable closing = () -> {};

    CallContext(Endpoint endpoint, String path, String traceId) {
        this.endpoint = endpoint;
        this.path = path;
        this.traceId = traceId;
    }

    /** The function that is called, or null when there is none of that name. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The verified caller. */
    public Caller caller() {
        return caller;
    }

    /** The tenant the call works on; of a call across tenants, the one the caller is bound to, or null. */
    public Tenant tenant() {
        return tenant;
    }

    /** The call's name among the caller's calls of this function, 1 to 255 visible ASCII characters, or null. */
    public String idempotencyKey() {
        return idempotencyKey;
    }

    /**
     * The name under which the caller's Idempotency-Keys are kept. Visitors have no names: they are told apart by their network
     * address, as far as no gateway hides it, so that nobody gets another's answer by the same key.
     */
    public String keyOwner() {
        if (caller.userId() != null || caller.isService()) {
            return caller.toString();
        }
        Address address = Address.of(client);
        return address.isProxy() ? caller.toString() : caller + " at " + address.text();
    }

    /** 32 lower-case hexadecimal digits. */
    public String traceId() {
        return traceId;
    }

    /**
     * The user that the call is about: the caller, or the one whom the service names. Refusals: FORBIDDEN when a user
     * names one, INVALID_REQUEST when the service names none.
     */
    public UUID subject(UUID named) {
        if (!caller.isService()) {
            if (named != null) {
                throw RefusedException.field(Code.FORBIDDEN, "userId", "only the service may name a user");
            }
            return caller.userId();
        }
        if (named == null) {
            throw RefusedException.invalid("userId", "the service has to name a user");
        }
        return named;
    }

    /** The request record, or null before the body was read. */
    Object request() {
        return request;
    }

    /** The bytes of the body, or null before all have come. */
    byte[] body() {
        return body;
    }

    void says(byte[] bytes) {
        body = bytes;
    }

    /** A check whose turn comes after it could be made, when those before it are done. */
    enum Check {
        /** The body's type and size. */
        BODY,
        /** The page that calls. */
        ORIGIN,
        /** The CloudEvent around the body. */
        EVENT
    }

    /** Keeps the reason to refuse the call until it is the check's turn. */
    void fails(Check check, RefusedException reason) {
        faults.put(check, reason);
    }

    void require(Check check) {
        RefusedException fault = faults.get(check);
        if (fault != null) {
            throw fault;
        }
    }

    void isFrom(Caller verified) {
        caller = verified;
    }

    void isFor(Tenant resolved) {
        tenant = resolved;
    }

    void comesFrom(SocketAddress address) {
        client = address;
    }

    void hasKey(String key) {
        idempotencyKey = key;
    }

    void asks(Object read) {
        request = read;
        body = NOTHING; // the record holds what it says
        closing.run();
    }

    /** Sets what stops the work when the call is given up. */
    void whenGivenUp(Runnable stop) {
        stopping = stop;
    }

    void giveUp() {
        isGivenUp = true;
        stopping.run();
    }

    /** Whether the deadline has passed: whatever comes now is too late. */
    boolean isGivenUp() {
        return isGivenUp;
    }

    void whenClosed(Runnable release) {
        closing = release;
    }

    void close() {
        closing.run();
    }

    /** The call as far as it got, as fixed keys for a line in the log. */
    String describe() {
        return "function=%s tenant=%s caller=%s trace=%s"
                .formatted(path, tenant == null ? "-" : tenant.name(), caller == null ? "-" : caller, traceId);
    }
}
