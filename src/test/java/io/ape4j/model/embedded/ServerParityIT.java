package io.ape4j.model.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.catalog.ModelStore;
import io.ape4j.prompt.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A real llama.cpp server, which renders the file's own Jinja template, and the embedded engine make the same tokens
 * of the same messages. What that template adds by itself is said explicitly here, as every request to a server must.
 */
class ServerParityIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<List<Message>> CHATS = List.of(
            List.of(Message.system("Be brief."), Message.user("What is 12 + 30?")),
            List.of(Message.system(""), Message.user("Hello")),
            List.of(
                    Message.system("Lines\nand more\n\n"),
                    Message.user("\n\n  indented\tand trailing  \n"),
                    Message.assistant("  An answer. "),
                    Message.user("Grüße, 日本語, 👩‍👩‍👧, e\u0301 1234567")),
            List.of(Message.system("x"), Message.user(""), Message.assistant(""), Message.user(" ")));

    @Test
    void smollmHasTheTokensOfTheServer() throws Exception {
        compare(TestModels.smollm(), "You are a helpful AI assistant named SmolLM, trained by Hugging Face");
    }

    @Test
    void qwenHasTheTokensOfTheServer() throws Exception {
        for (final String name : List.of("qwen2.5-coder-0.5b", "qwen2.5-coder-1.5b")) {
            final Path file = new ModelStore(TestModels.home(), true).path(name);
            if (Files.exists(file)) {
                compare(file, "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.");
                return;
            }
        }
        Assumptions.abort("SKIPPED parity with a server for Qwen: no such model has been pulled");
    }

    private static void compare(Path gguf, String defaultSystem) throws Exception {
        final Optional<Path> python = LlamaServer.python();
        Assumptions.assumeTrue(python.isPresent(), "SKIPPED parity with a server: python3, venv or pip is missing");
        try (EmbeddedModel model = EmbeddedModel.open(
                        gguf, EmbeddedOptions.of(System.getenv()).withContextTokens(512));
                LlamaServer server = LlamaServer.start(python.get(), gguf)) {
            for (final List<Message> chat : CHATS) {
                assertThat(serverTokens(server, chat)).as("%s", chat).isEqualTo(model.tokens(chat));
            }
            final Message question = Message.user("What is 12 + 30?");
            assertThat(serverTokens(server, List.of(question)))
                    .as("the server's own system prompt, made explicit")
                    .isEqualTo(model.tokens(List.of(Message.system(defaultSystem), question)));
        }
    }

    private static int[] serverTokens(LlamaServer server, List<Message> chat) throws Exception {
        final ObjectNode template = JSON.createObjectNode();
        chat.forEach(message -> template.withArray("messages")
                .addObject()
                .put("role", message.role().wireName())
                .put("content", message.text()));
        final ObjectNode text = JSON.createObjectNode()
                .put("add_special", true)
                .put("parse_special", true)
                .put(
                        "content",
                        server.post("/apply-template", template).path("prompt").asText());
        return StreamSupport.stream(
                        server.post("/tokenize", text).path("tokens").spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
