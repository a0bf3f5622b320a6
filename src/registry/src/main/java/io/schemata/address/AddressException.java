package io.schemata.address;

/** The database's address cannot be used: the message names the part at fault, and never repeats one of its secrets. */
public final class AddressException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    AddressException(String message) {
        super(message);
    }
}
