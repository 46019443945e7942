package io.ape4j.export.place;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ape4j.export.format.JsonText;
import io.ape4j.task.text.InertJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A string of a JSON text. */
record JsonPassage(String source, int start, int end, String text) implements Passage {
    private static final JsonFactory JSON = new JsonFactory();

    /** All strings that are values. */
    static List<Passage> in(String source) {
        final List<Passage> passages = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(source)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    final String text = parser.getText();
                    parser.finishToken();
                    passages.add(new JsonPassage(
                            source,
                            (int) parser.currentTokenLocation().getCharOffset(),
                            (int) parser.currentLocation().getCharOffset(),
                            text));
                }
            }
            return passages;
        } catch (IOException e) {
            JsonText.read(source); // says what is wrong, and where
            throw new IllegalStateException("of two readers of JSON only one takes it", e);
        }
    }

    @Override
    public String with(int from, int to, String replacement) {
        final String changed = text.substring(0, from) + replacement + text.substring(to);
        return source.substring(0, start)
                + InertJson.of(TextNode.valueOf(changed).toString())
                + source.substring(end);
    }
}
