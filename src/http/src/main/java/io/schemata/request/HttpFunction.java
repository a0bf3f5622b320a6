package io.schemata.request;

/** A function with a route of its own. A @Funq method of a class without an {@link Endpoint} cannot be reached. */
public interface HttpFunction {
    Endpoint endpoint();
}
