package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.V;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The AI service that docs/config.md shows, with an exported file in src/test/resources/prompts. */
class LangChain4jDocumentationTest {
    private static final List<String> FIELDS = List.of("subject", "message");

    /** As it is documented, but for what a nested type needs. */
    public interface Support {
        @dev.langchain4j.service.UserMessage(fromResource = "/prompts/user-message.txt")
        String team(@V("subject") String subject, @V("message") String message);
    }

    @Test
    void theResourceIsWhatTheExportWrites() throws IOException {
        final Prompt prompt = Prompt.ofInstruction(
                PromptTemplate.standard(FIELDS, Layout.USER, DemonstrationsAs.TEXT), "Name the team.");

        assertThat(Exports.named("langchain4j").files(prompt, FIELDS, Exporting.PROVENANCE))
                .containsOnlyKeys("user-message.txt", "PromptService.java")
                .containsEntry(
                        "user-message.txt", Files.readString(Path.of("src/test/resources/prompts/user-message.txt")));
    }

    @Test
    void theServiceSendsThePromptWithItsFields() {
        final Echo model = new Echo();

        final String sent = AiServices.create(Support.class, model).team("Parcel", "Where is it?");

        assertThat(sent).startsWith("Name the team.").contains("Parcel", "Where is it?");
    }

    @Test
    void theDocumentationShowsThisService() throws IOException {
        final String shown = Files.readString(Path.of("docs/config.md"));

        assertThat(shown)
                .contains("@UserMessage(fromResource = \"/prompts/user-message.txt\")")
                .contains("String team(@V(\"subject\") String subject, @V(\"message\") String message);");
    }

    private static final class Echo implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            final String text = ((UserMessage) request.messages().get(0)).singleText();
            return ChatResponse.builder().aiMessage(AiMessage.from(text)).build();
        }
    }
}
