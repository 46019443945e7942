package io.ape4j.model.hosted.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.ape4j.model.ModelException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client that LangChain4j's models are given: one POST, one response, no retries. It speaks HTTP/1.1 only
 * (local servers choke on the JDK's offer of HTTP/2), ends after a fixed time whatever hangs, bounds the response,
 * keeps {@code Retry-After}, and hands on no text that holds a secret.
 *
 * <p>Everything that goes wrong leaves as a {@link ModelException} or as what the {@link ResponseReader} throws; the
 * libraries above pass both on unchanged.
 */
public final class HttpTransport implements HttpClient {
    private final java.net.http.HttpClient client;
    private final TransportSettings settings;
    private final ResponseReader reader;
    private final Clock clock;

    /** A transport that shows what it gets to {@code reader}; {@code clock} turns dates into waiting times. */
    public HttpTransport(TransportSettings settings, ResponseReader reader, Clock clock) {
        this.settings = settings;
        this.reader = reader;
        this.clock = clock;
        this.client = settings.route().client(settings.connectTimeout()).build();
    }

    /** What LangChain4j takes: it gives this transport, whatever time-outs the library asks for. */
    public HttpClientBuilder builder() {
        return new FixedBuilder(this);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        final HttpResponse<byte[]> response = send(toJdk(request));
        final String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() / 100 == 2) {
            return SuccessfulHttpResponse.builder()
                    .statusCode(200)
                    .body(reader.accept(settings.redaction().answer(body)))
                    .build();
        }
        throw reader.refuse(new HttpRefusal(
                response.statusCode(),
                settings.redaction().error(body),
                RetryAfter.of(response.headers(), clock.instant())));
    }

    /** Not offered: answers are read whole. */
    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are not streamed");
    }

    private HttpResponse<byte[]> send(java.net.http.HttpRequest request) {
        final CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, info -> new BoundedBody(settings.maxBodyBytes()));
        try {
            return sent.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new ModelException.Transient(
                    settings.endpoint() + " gave no answer within " + seconds(settings.timeout())
                            + "; is the server overloaded, or the time limit too short?",
                    null,
                    null);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while waiting for " + settings.endpoint());
        } catch (ExecutionException e) {
            throw broken(e.getCause() == null ? e : e.getCause());
        }
    }

    private java.net.http.HttpRequest toJdk(HttpRequest request) {
        final String query = settings.endpoint()
                .query()
                .map(text -> (request.url().contains("?") ? "&" : "?") + text)
                .orElse("");
        final URI uri = URI.create(request.url() + query);
        final java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder().uri(uri);
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        settings.endpoint().basicAuthorization().ifPresent(value -> builder.setHeader("Authorization", value));
        settings.route()
                .proxies()
                .authorization(uri)
                .ifPresent(value -> builder.setHeader("Proxy-Authorization", value));
        return builder.method(
                        request.method().name(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()))
                .build();
    }

    /** The cause is told and not kept: its text may repeat what the server sent, and a trace would print it. */
    private ModelException broken(Throwable cause) {
        final String place = settings.endpoint().toString();
        if (isCertificateProblem(cause)) {
            return new ModelException.Rejected(
                    place + " shows a certificate that is not trusted; if it is your company's, put its authority's"
                            + " certificate into a PEM file and set " + TrustedCertificates.VARIABLE + " to its path",
                    null);
        }
        if (cause instanceof BoundedBody.TooLong) {
            return new ModelException.Transient(place + ": " + cause.getMessage(), null, null);
        }
        if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
            return ModelException.Transient.unreachable(
                    place + " can't be reached; is the server running, and are address and proxy right?", null);
        }
        return new ModelException.Transient(
                "the connection to " + place + " broke: " + settings.redaction().error(describe(cause)), null, null);
    }

    private static String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static boolean isCertificateProblem(@Nullable Throwable problem) {
        for (Throwable at = problem; at != null; at = at.getCause()) {
            if (at instanceof CertificateException || at instanceof CertPathBuilderException) {
                return true;
            }
        }
        return false;
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** Gives one transport to every model that asks. */
    private record FixedBuilder(HttpTransport transport) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return transport.settings.connectTimeout();
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration ignored) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return transport.settings.timeout();
        }

        @Override
        public HttpClientBuilder readTimeout(Duration ignored) {
            return this;
        }

        @Override
        public HttpClient build() {
            return transport;
        }
    }
}
