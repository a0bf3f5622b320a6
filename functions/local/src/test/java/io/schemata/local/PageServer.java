package io.schemata.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A web app's own server: it serves the files of a page and, as a proxy that ends TLS does, passes calls of functions on. */
final class PageServer implements AutoCloseable {
    private static final String FUNCTIONS = "/functions/v1/";
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "ico", "image/x-icon");

    private final HttpServer server;

    private PageServer(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** Serves these files, by their paths. */
    static PageServer of(Map<String, Path> files) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> serve(files, exchange));
        return new PageServer(server);
    }

    /** Serves them by TLS, and the functions on that port beside them. */
    static PageServer withFunctions(Map<String, Path> files, int port, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> serve(files, exchange));
        server.createContext(FUNCTIONS, exchange -> passOn(exchange, port));
        return new PageServer(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void serve(Map<String, Path> files, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path file = files.get(path);
        if (file == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            byte[] content = Files.readAllBytes(file);
            exchange.getResponseHeaders().add("Content-Type", TYPES.get(path.replaceFirst(".*\\.", "")));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    /** As it came, its Host too. */
    private static void passOn(HttpExchange exchange, int port) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        StringBuilder head = new StringBuilder("%s %s HTTP/1.1\r\nConnection: close\r\n"
                .formatted(exchange.getRequestMethod(), exchange.getRequestURI()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Connection")) {
                values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            answer(exchange, socket.getInputStream());
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, InputStream in) throws IOException {
        String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        int end = answer.indexOf("\r\n\r\n");
        String[] lines = answer.substring(0, end).split("\r\n");
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(": ?", 2);
            if (!header[0].equalsIgnoreCase("Content-Length")) {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
        }
        byte[] body = answer.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(Integer.parseInt(lines[0].split(" ")[1]), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
