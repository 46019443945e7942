package io.ape4j.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a record that somebody has changed is refused with. */
class JsonFieldsTest {
    private static final String RECORD = "{\"text\": \"x\", \"number\": 1.5, \"long\": 4294967296, \"list\": [1],"
            + " \"pairs\": [[\"a\", true]], \"exponent\": \"1e9\"}";

    /** Reads a field. */
    @FunctionalInterface
    private interface Reading {
        Object of(JsonFields fields) throws IOException;
    }

    @Test
    void aFieldThatIsMissingOrOfAnotherTypeIsNamedInTheWordsOfJson() {
        refused(fields -> fields.text("none"), "field \"none\" is missing");
        refused(fields -> fields.text("number"), "field \"number\" must be a JSON string");
        refused(fields -> fields.integer("text"), "field \"text\" must be a JSON number");
        refused(fields -> fields.flag("text"), "field \"text\" must be true or false");
        refused(fields -> fields.object("list"), "field \"list\" must be a JSON object");
        refused(fields -> fields.objects("text"), "field \"text\" must be a JSON array");
    }

    @Test
    void aValueThatDoesNotFitIsSaid() {
        refused(fields -> fields.integer("number"), "field \"number\" must be an integer, was 1.5");
        refused(fields -> fields.smallInteger("long"), "field \"long\" must be a small integer, was 4294967296");
        refused(fields -> fields.decimal("exponent"), "field \"exponent\" must be a plain decimal number");
        refused(fields -> fields.objects("list"), "field \"list\" must hold a JSON object");
        refused(fields -> fields.logProbabilities("list"), "field \"list\" must hold pairs of token and number");
        refused(fields -> fields.logProbabilities("pairs"), "field \"pairs\" must hold numbers, found true");
    }

    @Test
    void whatIsNoObjectIsRefused() throws IOException {
        assertThatThrownBy(() -> read("[]")).hasMessage("a record must be a JSON object");
        assertThatThrownBy(() -> read("{} {}")).hasMessage("there is text after the JSON object");
        assertThat(read("{}").asMap()).isEmpty();
    }

    private static void refused(Reading reading, String message) {
        assertThatThrownBy(() -> reading.of(read(RECORD)))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private static JsonFields read(String json) throws IOException {
        return JsonFields.read(new JsonFactory(), json.getBytes(StandardCharsets.UTF_8));
    }
}
