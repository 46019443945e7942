package io.ape4j.model.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ape4j.model.TokenLogProbability;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object that was read. Unlike Jackson's trees it keeps the form of numbers: {@code 1}, {@code
 * 1.0}, {@code -0.0} and {@code 1E+1} are written back as they were read.
 *
 * <p>Every accessor throws {@link IOException} that names the field if it is missing or of another type.
 */
public final class JsonFields {
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?");

    private final Map<String, Object> values;

    private JsonFields(Map<String, Object> values) {
        this.values = values;
    }

    static JsonFields read(JsonFactory factory, byte[] utf8) throws IOException {
        try (JsonParser parser = factory.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a record must be a JSON object");
            }
            final JsonFields fields = new JsonFields(readObject(parser));
            if (parser.nextToken() != null) {
                throw new IOException("there is text after the JSON object");
            }
            return fields;
        }
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String text(String name) throws IOException {
        return value(name, String.class);
    }

    /** An integer that fits a long. */
    public long integer(String name) throws IOException {
        final Number number = value(name, Number.class);
        if (number instanceof Integer || number instanceof Long) {
            return number.longValue();
        }
        throw new IOException("field \"" + name + "\" must be an integer, was " + number);
    }

    /** An integer that fits an int. */
    public int smallInteger(String name) throws IOException {
        final long value = integer(name);
        if (value != (int) value) {
            throw new IOException("field \"" + name + "\" must be a small integer, was " + value);
        }
        return (int) value;
    }

    /** A decimal number that was written as a text, plainly: an exponent could make it as long as the memory. */
    public BigDecimal decimal(String name) throws IOException {
        final String text = text(name);
        if (!PLAIN_DECIMAL.matcher(text).matches()) {
            throw new IOException("field \"" + name + "\" must be a plain decimal number");
        }
        return new BigDecimal(text);
    }

    public boolean flag(String name) throws IOException {
        return value(name, Boolean.class);
    }

    /** An enum constant written in lower case. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) throws IOException {
        final String text = text(name);
        for (final E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IOException("field \"" + name + "\" has no value \"" + text + "\"");
    }

    public JsonFields object(String name) throws IOException {
        return object(name, value(name, Map.class));
    }

    public List<JsonFields> objects(String name) throws IOException {
        final List<JsonFields> objects = new ArrayList<>();
        for (final Object element : value(name, List.class)) {
            objects.add(object(name, element));
        }
        return objects;
    }

    /** A list of pairs of token and natural-log probability. */
    List<TokenLogProbability> logProbabilities(String name) throws IOException {
        final List<TokenLogProbability> tokens = new ArrayList<>();
        for (final Object element : value(name, List.class)) {
            if (!(element instanceof List<?> pair) || pair.size() != 2 || !(pair.get(0) instanceof String token)) {
                throw new IOException("field \"" + name + "\" must hold pairs of token and number");
            }
            tokens.add(new TokenLogProbability(token, real(name, pair.get(1))));
        }
        return tokens;
    }

    /** All fields, in their order; values are Map, List, String, Boolean, Number or null. */
    public Map<String, Object> asMap() {
        return Collections.unmodifiableMap(values);
    }

    private static double real(String name, @Nullable Object value) throws IOException {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        // Jackson writes what JSON has no number for as a text.
        if ("NaN".equals(value) || "Infinity".equals(value) || "-Infinity".equals(value)) {
            return Double.parseDouble((String) value);
        }
        throw new IOException("field \"" + name + "\" must hold numbers, found " + value);
    }

    private static JsonFields object(String name, @Nullable Object value) throws IOException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IOException("field \"" + name + "\" must hold a JSON object");
        }
        final Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, element) -> fields.put((String) key, element));
        return new JsonFields(fields);
    }

    private <T> T value(String name, Class<T> type) throws IOException {
        final Object value = values.get(name);
        if (value == null) {
            throw new IOException("field \"" + name + "\" is missing");
        }
        if (!type.isInstance(value)) {
            throw new IOException("field \"" + name + "\" must be " + jsonName(type));
        }
        return type.cast(value);
    }

    private static String jsonName(Class<?> type) {
        return type == Boolean.class
                ? "true or false"
                : "a JSON "
                        + switch (type.getSimpleName()) {
                            case "Map" -> "object";
                            case "List" -> "array";
                            default -> type.getSimpleName().toLowerCase(Locale.ROOT);
                        };
    }

    private static Map<String, Object> readObject(JsonParser parser) throws IOException {
        final Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            parser.nextToken();
            fields.put(name, readValue(parser));
        }
        return fields;
    }

    private static List<Object> readArray(JsonParser parser) throws IOException {
        final List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(readValue(parser));
        }
        return elements;
    }

    private static @Nullable Object readValue(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> readDecimal(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("unexpected " + parser.currentToken());
        };
    }

    /** As it is read again once it was written: a double in its own form, else an integer, else without trailing zeros. */
    private static Number readDecimal(String literal) {
        final double number = Double.parseDouble(literal);
        if (Double.toString(number).equals(literal)) {
            return number;
        }
        final BigDecimal decimal = new BigDecimal(literal).stripTrailingZeros();
        if (decimal.scale() == 0) {
            return integer(decimal.unscaledValue());
        }
        return Double.toString(number).equals(decimal.toString()) ? (Number) number : decimal;
    }

    private static Number integer(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }
}
