package io.ape4j.task.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON that people and other programs wrote: no key twice, bounded depth and numbers, texts of whole characters. */
public final class StrictJson {
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(LineReader.MAX_LINE_BYTES)
                            .maxNumberLength(400)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The parser lets these through and then fails on their values. */
    static final String ENDLESS_NUMBER = "a number whose exponent has too many digits";

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'");
    /** What the parser says about its own settings and code points. */
    private static final Pattern INTERNALS =
            Pattern.compile(" \\(code [^)]*\\)| \\(start marker at .*|, from `[^`]*`|\\(`[^`]*`\\) ?");

    private StrictJson() {}

    /**
     * Reads one value.
     *
     * @throws TextFault at the first thing that is wrong
     */
    public static JsonNode read(String text) throws TextFault {
        try (JsonParser parser = MAPPER.createParser(text)) {
            int depth = 0;
            do {
                final JsonToken token = parser.nextToken();
                if (token == null) {
                    throw new TextFault(at(parser), "the JSON ends too early; restore the file from where it came");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                check(parser, token);
            } while (depth > 0);
            if (parser.nextToken() != null) {
                throw new TextFault(at(parser), "the file goes on after its JSON value; take out what follows");
            }
        } catch (JsonProcessingException e) {
            throw new TextFault(at(e), "no JSON: " + problem(e) + "; correct it");
        } catch (IOException e) {
            throw new IllegalStateException("reading a string can't fail", e);
        }
        return tree(text);
    }

    private static void check(JsonParser parser, JsonToken token) throws IOException, TextFault {
        if (token == JsonToken.FIELD_NAME) {
            StrictText.checked(parser.currentName(), at(parser), "the key");
        } else if (token == JsonToken.VALUE_STRING) {
            StrictText.checked(parser.getText(), at(parser), "the text");
        }
    }

    private static JsonNode tree(String text) throws TextFault {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new TextFault(at(e), "no JSON: " + problem(e) + "; correct it");
        } catch (NumberFormatException e) {
            throw new TextFault(Location.NONE, ENDLESS_NUMBER + "; correct it");
        }
    }

    /** What the parser complains about, in a sentence for people. */
    static String problem(JsonProcessingException e) {
        final String message =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        final Matcher duplicate = DUPLICATE.matcher(message);
        if (duplicate.lookingAt()) {
            return "the key " + Shown.quoted(String.valueOf(duplicate.group(1))) + " again";
        }
        return Shown.sentence(INTERNALS.matcher(message).replaceAll(""));
    }

    static boolean isDuplicate(JsonProcessingException e) {
        return DUPLICATE.matcher(String.valueOf(e.getOriginalMessage())).lookingAt();
    }

    private static Location at(JsonParser parser) {
        return new Location(
                parser.currentTokenLocation().getLineNr(),
                parser.currentTokenLocation().getColumnNr());
    }

    private static Location at(JsonProcessingException e) {
        return e.getLocation() == null
                ? Location.NONE
                : new Location(
                        Math.max(1, e.getLocation().getLineNr()),
                        Math.max(1, e.getLocation().getColumnNr()));
    }
}
