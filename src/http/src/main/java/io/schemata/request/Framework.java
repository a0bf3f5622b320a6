package io.schemata.request;

import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.quarkus.funqy.runtime.FunqyServerRequest;
import io.quarkus.funqy.runtime.FunqyServerResponse;
import io.quarkus.funqy.runtime.RequestContext;
import io.quarkus.vertx.http.runtime.cors.CORSFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What we use of Funqy's and Vert.x' inner classes, so that an upgrade of theirs is a matter of this file. */
final class Framework {
    private static final String CALL = "schemata.call";

    private Framework() {}

    /** Keeps the call with its request. */
    static void attach(RoutingContext context, CallContext call) {
        context.put(CALL, call);
    }

    /** The call of a request, or null when it could not even be read as HTTP. */
    static CallContext call(RoutingContext context) {
        return context.get(CALL);
    }

    /** Says that the body has been read, so that no handler of the framework reads it, or writes it to a file. */
    static void hasRead(RoutingContext context, Buffer body) {
        RoutingContextInternal inner = (RoutingContextInternal) context;
        inner.visitHandler(RoutingContextInternal.BODY_HANDLER);
        inner.setBody(body);
    }

    /** The origins whose pages the framework's CORS filter lets call. */
    static Predicate<String> allowedOrigins(List<String> configured) {
        Optional<List<String>> origins = Optional.of(configured);
        boolean isAny = !configured.isEmpty() && CORSFilter.isConfiguredWithWildcard(origins);
        List<Pattern> patterns = CORSFilter.parseAllowedOriginsRegex(origins);
        return origin -> isAny || configured.contains(origin) || CORSFilter.isOriginAllowedByRegex(patterns, origin);
    }

    /** The @Funq method of that name, or null. */
    static FunctionInvoker function(String name) {
        return FunctionRecorder.registry.matchInvoker(name);
    }

    /** Calls the method with a request record that is already read. */
    static Uni<?> invoke(FunctionInvoker function, Object request) {
        Answer answer = new Answer();
        function.invoke(new Read(request), answer);
        return answer.getOutput();
    }

    private record Read(Object request) implements FunqyServerRequest {
        @Override
        public RequestContext context() {
            return null; // for parameters that are injected: our functions have none
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Object extractInput(Class inputType) {
            return request;
        }
    }

    private static final class Answer implements FunqyServerResponse {
        private Uni<?> output;

        @Override
        public Uni<?> getOutput() {
            return output;
        }

        @Override
        public void setOutput(Uni<?> uni) {
            output = uni;
        }
    }
}
