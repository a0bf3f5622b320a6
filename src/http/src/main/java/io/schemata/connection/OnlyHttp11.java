package io.schemata.connection;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * HTTP/1.1 alone: with HTTP/2 one connection opens any number of streams, and is not counted before its first request.
 * A gateway or load balancer that speaks HTTP/2 to clients speaks HTTP/1.1 to a function, and ends TLS: its connections
 * could be guarded only after the handshake.
 */
@ApplicationScoped
public class OnlyHttp11 implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (options.getKeyCertOptions() != null) {
            throw new IllegalStateException(
                    "a certificate is configured: a function serves plain HTTP, and a gateway in front of it ends TLS");
        }
    }
}
