package io.schemata.registry;

/** The registry's configuration makes no sense; the message names the setting, its value and what to do. */
public final class RegistryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public RegistryException(String message) {
        super(message);
    }
}
