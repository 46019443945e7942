package io.ape4j.model.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelSpec;
import io.ape4j.task.file.CheckedYaml;
import io.ape4j.task.file.Problems;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What models cost: nothing on the own machine, a dated list for well-known hosted ones, and what the user says for any
 * other. A price that nobody knows stays unknown and is never taken for 0.
 */
public final class Prices {
    private static final String RESOURCE = "prices.yaml";
    private static final String SCHEMA = "prices.schema.json";
    /** Where the listed prices hold. The same name at another address is another offer. */
    private static final Map<String, String> OFFICIAL_HOSTS = Map.of(
            "openai", "api.openai.com",
            "anthropic", "api.anthropic.com",
            "gemini", "generativelanguage.googleapis.com",
            "mistral", "api.mistral.ai");

    private static final List<String> FREE_PROVIDERS = List.of("embedded", "file", "ollama");

    private record Entry(String model, Price price, String date, String source) {}

    private final Map<String, Entry> listed;
    private final Map<String, Price> given;

    private Prices(Map<String, Entry> listed, Map<String, Price> given) {
        this.listed = listed;
        this.given = given;
    }

    /** The list that comes with this program. */
    public static Prices listed() {
        try (InputStream in = Prices.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program's own files");
            }
            final String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Prices(entries(CheckedYaml.parse(Path.of(RESOURCE), yaml, SCHEMA)), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " can't be read", e);
        }
    }

    /**
     * These prices, with those of a user's file before them. The file has the form of the list: {@code models}, each
     * with {@code model} (as in {@code --model}), {@code inputPerMillion} and {@code outputPerMillion} in US dollars.
     * They hold wherever the model is.
     *
     * @throws io.ape4j.task.file.InvalidFileException with everything that is wrong in it
     */
    public Prices with(Path file) {
        final Map<String, Price> prices = new LinkedHashMap<>(given);
        entries(CheckedYaml.read(file, SCHEMA)).forEach((model, entry) -> prices.put(model, entry.price()));
        return new Prices(listed, Map.copyOf(prices));
    }

    /** These prices, with one that the user gives before them. */
    public Prices with(ModelSpec model, Price price) {
        final Map<String, Price> prices = new LinkedHashMap<>(given);
        prices.put(model.toString(), price);
        return new Prices(listed, Map.copyOf(prices));
    }

    /** What the model costs; empty if nobody knows. */
    public Optional<Price> of(ModelIdentity model) {
        final String name = model.label();
        if (given.containsKey(name)) {
            return Optional.ofNullable(given.get(name));
        }
        if (FREE_PROVIDERS.contains(model.provider()) || isOwnMachine(model)) {
            return Optional.of(Price.FREE);
        }
        final boolean official = host(model).equals(OFFICIAL_HOSTS.get(model.provider()));
        return official ? Optional.ofNullable(listed.get(name)).map(Entry::price) : Optional.empty();
    }

    /** Where a listed price is from and of which day, for a message; empty if the price is not from the list. */
    public Optional<String> sourceOf(ModelIdentity model) {
        final String name = model.label();
        return given.containsKey(name) || of(model).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(listed.get(name)).map(entry -> entry.source() + ", " + entry.date());
    }

    /** Whether the model is asked over the loopback interface. */
    public static boolean isOwnMachine(ModelIdentity model) {
        if (ModelIdentity.OWN_MACHINE.equals(model.details().get(ModelIdentity.WHERE))) {
            return true;
        }
        final String host = host(model);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static String host(ModelIdentity model) {
        if (!model.endpoint().matches("https?://\\S*")) {
            return "";
        }
        final String host = URI.create(model.endpoint()).getHost();
        return host == null ? "" : host;
    }

    private static Map<String, Entry> entries(CheckedYaml yaml) {
        final Problems problems = new Problems();
        final Map<String, Entry> entries = new LinkedHashMap<>();
        final JsonNode models = yaml.root().path("models");
        for (int i = 0; i < models.size(); i++) {
            final Location at = yaml.locate("models", i, "model");
            try {
                final Entry entry = entry(models.path(i));
                if (entries.putIfAbsent(entry.model(), entry) != null) {
                    problems.add(
                            yaml.file(),
                            at,
                            "the price of " + Shown.quoted(entry.model()) + " again; keep one of them");
                }
            } catch (IllegalArgumentException e) {
                problems.add(yaml.file(), at, String.valueOf(e.getMessage()));
            }
        }
        problems.throwIfAny();
        return entries;
    }

    private static Entry entry(JsonNode node) {
        return new Entry(
                ModelSpec.parse(node.path("model").asText()).toString(),
                new Price(price(node.path("inputPerMillion")), price(node.path("outputPerMillion"))),
                node.path("date").asText(),
                node.path("source").asText());
    }

    /** 2.50 and 2.5 are one price. */
    private static BigDecimal price(JsonNode node) {
        return node.isBigDecimal() ? node.decimalValue().stripTrailingZeros() : node.decimalValue();
    }
}
