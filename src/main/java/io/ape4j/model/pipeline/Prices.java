package io.ape4j.model.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
            return new Prices(entries(yaml, RESOURCE), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " can't be read", e);
        }
    }

    /**
     * These prices, with those of a user's file before them. The file has the form of the list: {@code models}, each
     * with {@code model} (as in {@code --model}), {@code inputPerMillion} and {@code outputPerMillion} in US dollars.
     * They hold wherever the model is.
     *
     * @throws IllegalArgumentException naming the file and what is wrong
     */
    public Prices with(Path file) {
        try {
            final Map<String, Price> prices = new LinkedHashMap<>(given);
            entries(Files.readString(file), file.toString())
                    .forEach((model, entry) -> prices.put(model, entry.price()));
            return new Prices(listed, Map.copyOf(prices));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " can't be read as a list of prices", e);
        }
    }

    /** These prices, with one that the user gives before them. */
    public Prices with(ModelSpec model, Price price) {
        final Map<String, Price> prices = new LinkedHashMap<>(given);
        prices.put(model.toString(), price);
        return new Prices(listed, Map.copyOf(prices));
    }

    /** What the model costs; empty if nobody knows. */
    public Optional<Price> of(ModelIdentity model) {
        final String name = model.provider() + ":" + model.name();
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
        final String name = model.provider() + ":" + model.name();
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

    private static Map<String, Entry> entries(String yaml, String place) {
        final YAMLMapper mapper = YAMLMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        final Map<String, Entry> entries = new LinkedHashMap<>();
        try {
            final JsonNode models = mapper.readTree(yaml).path("models");
            if (!models.isArray()) {
                throw new IllegalArgumentException(place + " has no list \"models\"");
            }
            for (final JsonNode node : models) {
                final Entry entry = entry(node, place);
                if (entries.put(entry.model(), entry) != null) {
                    throw new IllegalArgumentException(place + " lists \"" + entry.model() + "\" twice");
                }
            }
            return entries;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(place + " is no YAML: " + e.getOriginalMessage(), e);
        }
    }

    private static Entry entry(JsonNode node, String place) {
        final String model = node.path("model").asText("");
        final JsonNode input = node.path("inputPerMillion");
        final JsonNode output = node.path("outputPerMillion");
        if (model.isEmpty() || !input.isNumber() || !output.isNumber()) {
            throw new IllegalArgumentException(place
                    + ": a price needs model, inputPerMillion and outputPerMillion, but" + " this has not: " + node);
        }
        try {
            return new Entry(
                    ModelSpec.parse(model).toString(),
                    new Price(input.decimalValue(), output.decimalValue()),
                    node.path("date").asText(""),
                    node.path("source").asText(""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + model + ": " + e.getMessage(), e);
        }
    }
}
