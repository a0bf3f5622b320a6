package io.schemata.request;

/** A function with a route of its own. What does not declare its {@link Access} is not reachable. */
public interface Exposed {
    Access access();
}
