package io.ape4j.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The page's own style and script, and the policy that lets a browser run nothing else.
 *
 * @param style CSS
 * @param script JavaScript
 */
public record Assets(String style, String script) {
    private static final Assets OWN = new Assets(read("page.css"), read("page.js"));

    /** Those of this program. */
    public static Assets own() {
        return OWN;
    }

    /**
     * The content security policy: these two by their hashes, and nothing from anywhere.
     *
     * @param live whether the page may ask the server that it came from for news
     */
    public String policy(boolean live) {
        return "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style)
                + "; base-uri 'none'; form-action 'none'" + (live ? "; connect-src 'self'" : "");
    }

    /** The policy of a page that has no script. */
    public String policyWithoutScript() {
        return "default-src 'none'; style-src " + hash(style) + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            final byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + name + " of this program", e);
        }
    }
}
