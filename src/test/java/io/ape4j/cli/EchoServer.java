package io.ape4j.cli;

import io.ape4j.model.hosted.StubProtocol;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model server that sends back what it was sent, keys and all, in every form that it can think of. How it fails is said
 * by the model's name.
 */
final class EchoServer {
    /** Ways to fail. All but {@code fine}, {@code outage} and {@code hang} end with a refused key. */
    static final List<String> ENDINGS =
            List.of("fine", "denied", "in200", "busy", "html", "reset", "malformed", "truncated", "server-error");

    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    StubReply reply(StubRequest request) {
        final String ending = request.model();
        final int number = asked.computeIfAbsent(request.protocol() + ending, name -> new AtomicInteger())
                .getAndIncrement();
        if (ending.equals("fine")) {
            return fine(request, number);
        }
        if (ending.equals("outage")) {
            return failure(500, request);
        }
        if (ending.equals("hang")) {
            return number < 4 ? fine(request, number) : new StubReply.Hang(false);
        }
        return number == 0 ? first(ending, request) : failure(401, request);
    }

    private static StubReply fine(StubRequest request, int number) {
        final List<String> echoes = echoes(secrets(request), false);
        final String echo = echoes.get(number % echoes.size());
        final boolean proposes = request.maxTokens() != ParityTask.EXECUTOR_TOKENS;
        return StubReply.text(
                proposes
                        ? "State the parity of the number " + number + ", with the key " + echo + "."
                        : number % 2 == 0 ? ParityTask.answer(request) : echo);
    }

    private static StubReply first(String ending, StubRequest request) {
        final String all = String.join(" | ", echoes(secrets(request), true));
        final String quoted = all.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return switch (ending) {
            case "in200" ->
                new StubReply.Raw(
                        200, headers(request), "{\"error\": {\"code\": 401, \"message\": \"" + quoted + "\"}}");
            case "busy" -> failure(429, request);
            case "server-error" -> failure(503, request);
            case "html" -> new StubReply.Raw(200, headers(request), "<html><title>" + all + "</title></html>");
            case "reset" -> new StubReply.Reset();
            case "malformed" -> new StubReply.Raw(200, headers(request), "{\"choices\": [" + all);
            case "truncated" -> new StubReply.Truncated("{\"said\": \"" + quoted, false);
            default -> failure(401, request);
        };
    }

    private static StubReply failure(int status, StubRequest request) {
        return new StubReply.Failure(
                status,
                headers(request),
                "invalid_api_key",
                "wrong: " + String.join(" | ", echoes(secrets(request), true)));
    }

    private static Map<String, String> headers(StubRequest request) {
        final String key = String.join(" ", secrets(request));
        return Map.of("X-Echo", key, "WWW-Authenticate", "Bearer realm=" + key, "Retry-After", key);
    }

    /** Everything secret that came with a request: its key, its users and passwords, its query. */
    static List<String> secrets(StubRequest request) {
        final List<String> secrets = new ArrayList<>();
        for (final String header : List.of("authorization", "proxy-authorization")) {
            final String value = request.headers().getOrDefault(header, "");
            if (value.startsWith("Basic ")) {
                final String user = new String(
                        Base64.getDecoder().decode(value.substring("Basic ".length())), StandardCharsets.UTF_8);
                secrets.addAll(List.of(user.split(":", 2)));
            }
        }
        final String key = StubProtocol.keyOf(request.headers());
        if (!key.isEmpty() && !key.startsWith("Basic ")) {
            secrets.add(key);
        }
        if (request.path().contains("=")) {
            secrets.add(request.path().replaceFirst(".*=", ""));
        }
        return secrets;
    }

    private static List<String> echoes(List<String> secrets, boolean alsoParts) {
        final List<String> echoes = new ArrayList<>();
        for (final String secret : secrets) {
            final byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            echoes.add(secret);
            echoes.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            echoes.add(Base64.getEncoder().encodeToString(bytes));
            echoes.add(Base64.getEncoder().encodeToString(("Bearer " + secret).getBytes(StandardCharsets.UTF_8)));
            echoes.add(Base64.getUrlEncoder().encodeToString(("user:" + secret).getBytes(StandardCharsets.UTF_8)));
            echoes.add(HexFormat.of().formatHex(bytes));
            echoes.add(secret.toUpperCase(Locale.ROOT));
            echoes.add(secret.replace("\"", "&quot;").replace("&", "&amp;"));
            echoes.add(String.join(" ", secret.split("(?<=\\G.{5})", -1)));
            echoes.add(String.join("\n", secret.split("(?<=\\G.{7})", -1)));
            echoes.add(String.join("\u200b", secret.split("", -1)));
            echoes.add(escaped(secret));
            if (alsoParts) {
                final int length = secret.length();
                echoes.add(secret.substring(0, 7) + "***" + secret.substring(length - 4));
                echoes.add(secret.substring(0, 4) + "\u2026" + secret.substring(length - 6));
                echoes.add("key " + secret.substring(length - 12) + " of yours");
            }
        }
        return echoes;
    }

    private static String escaped(String secret) {
        final StringBuilder out = new StringBuilder();
        secret.chars().forEach(unit -> out.append(String.format(Locale.ROOT, "\\u%04x", unit)));
        return out.toString();
    }
}
