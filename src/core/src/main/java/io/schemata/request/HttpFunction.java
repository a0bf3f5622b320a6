package io.schemata.request;

/** A function with a route of its own. What does not declare its {@link Endpoint} is not reachable. */
public interface HttpFunction {
    Endpoint endpoint();
}
