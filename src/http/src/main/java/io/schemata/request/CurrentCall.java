package io.schemata.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** The call that a function is in. A function reads it first: once the function has returned, it is gone. */
@ApplicationScoped
public class CurrentCall {
    private static final ThreadLocal<CallContext> CURRENT = new ThreadLocal<>();

    public CallContext get() {
        return CURRENT.get();
    }

    /** Runs a function in a call. */
    static <T> T during(CallContext call, Supplier<T> function) {
        CURRENT.set(call);
        try {
            return function.get();
        } finally {
            CURRENT.remove();
        }
    }
}
