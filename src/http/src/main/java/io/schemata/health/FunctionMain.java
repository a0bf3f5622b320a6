package io.schemata.health;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.schemata.registry.StartFailure;

/** Starts a function, which then serves calls until it is told to stop. */
@QuarkusMain
public final class FunctionMain {
    private FunctionMain() {}

    public static void main(String... arguments) {
        Quarkus.run(null, (exitCode, failure) -> StartFailure.exit("cannot start", exitCode, failure), arguments);
    }
}
