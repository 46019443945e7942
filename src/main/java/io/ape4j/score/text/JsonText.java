package io.ape4j.score.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Finds JSON in running text. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();
    /** Characters read in vain, as a multiple of the text's length, before the search is given up. */
    private static final int PATIENCE = 20;

    private static final int LEAST_PATIENCE_CHARACTERS = 200_000;
    /** What an attempt costs even if it ends at once. */
    private static final int LEAST_COST_CHARACTERS = 100;

    private JsonText() {}

    /**
     * The first JSON object or array, as it is written in the text; those inside fenced code blocks come first. Where
     * there is none and the whole text is a JSON text, number, truth value or null, it is that; else it is empty. The
     * search takes time in proportion to the text: among very many brackets that lead nowhere it gives up.
     */
    static String firstValue(String text) {
        return Stream.concat(CodeBlocks.in(text), Stream.of(text))
                .map(JsonText::firstContainer)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElseGet(() -> scalar(Characters.trim(text)));
    }

    private static String firstContainer(String text) {
        final char[] characters = text.toCharArray();
        long patience = Math.max(LEAST_PATIENCE_CHARACTERS, (long) PATIENCE * characters.length);
        for (int start = 0; start < characters.length && patience > 0; start++) {
            if (characters[start] == '{' || characters[start] == '[') {
                final int end = endOfValue(characters, start);
                if (end > 0) {
                    return text.substring(start, end);
                }
                patience += end;
            }
        }
        return "";
    }

    private static String scalar(String text) {
        final char[] characters = text.toCharArray();
        return endOfValue(characters, 0) == characters.length ? text : "";
    }

    /** Index after the value, or, if there is none, minus the number of characters that were read in vain. */
    private static int endOfValue(char[] text, int start) {
        try (JsonParser parser = JSON.createParser(text, start, text.length - start)) {
            try {
                if (parser.nextToken() == null) {
                    return 0;
                }
                parser.skipChildren();
                parser.finishToken();
                return start + charsRead(parser);
            } catch (JsonProcessingException e) {
                return -Math.max(LEAST_COST_CHARACTERS, charsRead(parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
    }

    private static int charsRead(JsonParser parser) {
        return Math.toIntExact(parser.currentLocation().getCharOffset());
    }
}
