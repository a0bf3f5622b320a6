package io.schemata.database;

import io.schemata.address.SslMode;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;

/**
 * The options of one login. Of libpq's modes the client knows whether to ask for encryption or not; what a refusal leads to is
 * decided here: the client would go on in plain text after any failure, a silent network too.
 */
final class LoginOptions extends PgConnectOptions {
    private SslMode mode = SslMode.DISABLE;
    private NetSocket plain;

    /** Asks for encryption at first, or does not, as the mode has it. */
    void in(SslMode wanted) {
        mode = wanted;
        setSslMode(
                switch (wanted) {
                    case DISABLE, ALLOW -> io.vertx.pgclient.SslMode.DISABLE;
                    case PREFER, REQUIRE -> io.vertx.pgclient.SslMode.REQUIRE;
                    case VERIFY_CA -> io.vertx.pgclient.SslMode.VERIFY_CA;
                    case VERIFY_FULL -> io.vertx.pgclient.SslMode.VERIFY_FULL;
                });
    }

    boolean asksForEncryption() {
        return getSslMode() != io.vertx.pgclient.SslMode.DISABLE;
    }

    /** Whether the login goes on in plain text where the server refuses encryption. */
    boolean isPlainAllowed() {
        return mode == SslMode.PREFER && asksForEncryption();
    }

    /** After a plain no: the login goes on with the same socket. */
    void goOnWith(NetSocket socket) {
        plain = socket;
    }

    /** The socket to go on with, once; null when there is none. */
    NetSocket takePlain() {
        NetSocket taken = plain;
        plain = null;
        return taken;
    }

    /**
     * Makes these the options of the second try that libpq would make, if there is one.
     *
     * @param isRefusedByServer whether the server itself refused the first, by its rules for who may log in how
     */
    boolean areOfSecondTry(boolean isRefusedByServer) {
        boolean isOther = mode == SslMode.PREFER && (plain != null || isRefusedByServer)
                || mode == SslMode.ALLOW && isRefusedByServer;
        if (isOther) {
            in(mode == SslMode.PREFER ? SslMode.DISABLE : SslMode.REQUIRE);
        }
        return isOther;
    }
}
