package io.ape4j.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which model a user asked for: {@code embedded:NAME}, a path to a {@code .gguf} file, or {@code PROVIDER:NAME}. It
 * says nothing of whether that model exists.
 *
 * @param provider who runs it
 * @param name the model's name there; for {@link Provider#FILE} the path as it was written
 */
public record ModelSpec(Provider provider, String name) {
    private static final String GGUF = ".gguf";

    /** Who runs a model. */
    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    public enum Provider {
        /** This process, a model of the catalogue. */
        EMBEDDED("embedded"),
        /** This process, a GGUF file that the user names. */
        FILE("file"),
        /** Any server that speaks OpenAI's chat protocol. */
        OPENAI("openai"),
        OLLAMA("ollama"),
        ANTHROPIC("anthropic"),
        /** Google's Gemini API; {@code google} is the same. */
        GEMINI("gemini", "google"),
        MISTRAL("mistral");

        private final List<String> prefixes;

        Provider(String... prefixes) {
            this.prefixes = List.of(prefixes);
        }

        /** The name before the colon. */
        public String prefix() {
            return prefixes.get(0);
        }

        /** Whether it runs in this process. */
        public boolean isEmbedded() {
            return this == EMBEDDED || this == FILE;
        }
    }

    public ModelSpec {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "the model's name is empty after \"" + provider.prefix() + ":\"; " + allowed());
        }
        if (provider != Provider.FILE && name.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "a model's name has no blanks: \"" + printable(name) + "\"; " + allowed());
        }
    }

    /**
     * Reads what a user wrote.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    public static ModelSpec parse(String text) {
        final String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("the model is empty; " + allowed());
        }
        final int colon = trimmed.indexOf(':');
        final Optional<Provider> provider = colon < 0 ? Optional.empty() : providerOf(trimmed.substring(0, colon));
        if (provider.isPresent()) {
            final String name = trimmed.substring(colon + 1);
            return isFile(provider.get(), name)
                    ? new ModelSpec(Provider.FILE, name)
                    : new ModelSpec(provider.get(), name);
        }
        if (isGguf(trimmed)) {
            return new ModelSpec(Provider.FILE, trimmed);
        }
        final String advice =
                colon < 0 ? "write who runs it before it, such as embedded:" + printable(trimmed) + "; " : "";
        throw new IllegalArgumentException("no model \"" + printable(trimmed) + "\"; " + advice + allowed());
    }

    /** The path, if the user named a file. */
    public Optional<Path> file() {
        return provider == Provider.FILE ? Optional.of(Path.of(name)) : Optional.empty();
    }

    /** What {@link #parse} reads as this. */
    @Override
    public String toString() {
        return provider == Provider.FILE && readsAsFile(name) ? name : provider.prefix() + ":" + name;
    }

    private static boolean readsAsFile(String path) {
        final int colon = path.indexOf(':');
        return isGguf(path)
                && path.equals(path.strip())
                && (colon < 0 || providerOf(path.substring(0, colon)).isEmpty());
    }

    private static boolean isFile(Provider provider, String name) {
        return provider == Provider.FILE || (provider == Provider.EMBEDDED && isGguf(name));
    }

    private static boolean isGguf(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(GGUF);
    }

    private static Optional<Provider> providerOf(String prefix) {
        final String wanted = prefix.toLowerCase(Locale.ROOT);
        return Arrays.stream(Provider.values())
                .filter(provider -> provider.prefixes.contains(wanted))
                .findFirst();
    }

    private static String allowed() {
        return Arrays.stream(Provider.values())
                .filter(provider -> provider != Provider.FILE)
                .map(provider -> provider.prefix() + ":NAME")
                .collect(Collectors.joining(", ", "allowed are ", " and a path that ends in .gguf"));
    }

    private static String printable(String text) {
        final String shown = text.length() <= 80 ? text : text.substring(0, 80) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
