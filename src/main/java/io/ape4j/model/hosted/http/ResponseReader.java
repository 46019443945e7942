package io.ape4j.model.hosted.http;

/** How a provider's responses are read. It gets them without secrets. */
public interface ResponseReader {
    /**
     * The body of a success as the client library shall read it.
     *
     * @throws RuntimeException if it holds no answer
     */
    String accept(String body);

    /** What to throw for a response that is no success. */
    RuntimeException refuse(HttpRefusal refusal);
}
