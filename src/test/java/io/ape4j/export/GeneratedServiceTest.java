package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.Prompts;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The interface that is exported beside LangChain4j's resources compiles, and sends what the search has sent. */
class GeneratedServiceTest {
    private static final Map<String, String> VALUES = Prompts.fields(" {{tone}} $1 \\ Hi! ", "warm\n");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theCompiledServiceSendsWhatThePromptRenders(Layout layout) throws Exception {
        final Prompt prompt = readable(Exporting.full(layout, DemonstrationsAs.TEXT));
        final Map<String, String> files =
                Exports.named("langchain4j").files(prompt, Exporting.FIELDS, Exporting.PROVENANCE);

        final List<Message> sent = sent(files);

        assertThat(sent).isEqualTo(prompt.answering().render(VALUES, Map.of()));
    }

    private List<Message> sent(Map<String, String> files) throws Exception {
        compile(files);
        final List<Message> received = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            final Class<?> service = loader.loadClass("PromptService");
            final Object proxy = AiServices.create(service, new Recording(received));
            service.getMethod("answer", String.class, String.class)
                    .invoke(proxy, VALUES.get("text"), VALUES.get("tone"));
        }
        return received;
    }

    private void compile(Map<String, String> files) throws IOException {
        for (final Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        final int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-Xlint:all,-path",
                        "-Werror",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        "-d",
                        folder.toString(),
                        folder.resolve("PromptService.java").toString());
        assertThat(code).isZero();
    }

    /** Before Java 18, LangChain4j reads resources in the platform's encoding; only UTF-8 is what was written. */
    private static Prompt readable(Prompt prompt) {
        return Charset.defaultCharset().equals(StandardCharsets.UTF_8) ? prompt : Exporting.bare("Rewrite it.");
    }

    private record Recording(List<Message> received) implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            for (final ChatMessage message : request.messages()) {
                received.add(
                        message instanceof SystemMessage system
                                ? Message.system(system.text())
                                : Message.user(((UserMessage) message).singleText()));
            }
            return ChatResponse.builder().aiMessage(AiMessage.from("ok")).build();
        }
    }
}
