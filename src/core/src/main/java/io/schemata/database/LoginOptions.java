package io.schemata.database;

import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/** The options of one login, and the socket on which it may go on after the server has refused encryption. */
final class LoginOptions extends PgConnectOptions {
    private NetSocket plain;

    /** Whether the login goes on in plain text where the server refuses encryption. */
    boolean isPlainAllowed() {
        return getSslMode() == SslMode.PREFER;
    }

    void goOnWith(NetSocket socket) {
        plain = socket;
    }

    /** The socket to go on with, once; null when there is none. */
    NetSocket takePlain() {
        NetSocket taken = plain;
        plain = null;
        return taken;
    }
}
