package io.ape4j.export;

import com.azure.core.util.BinaryData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.microsoft.semantickernel.Kernel;
import com.microsoft.semantickernel.implementation.chatcompletion.ChatPromptParseVisitor;
import com.microsoft.semantickernel.implementation.chatcompletion.ChatXMLPromptParser;
import com.microsoft.semantickernel.semanticfunctions.KernelFunctionArguments;
import com.microsoft.semantickernel.semanticfunctions.PromptTemplateConfig;
import com.microsoft.semantickernel.semanticfunctions.PromptTemplateFactory;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Loads an exported prompt function with Semantic Kernel itself, up to the messages that its connectors send. */
final class SemanticKernelLoader {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private SemanticKernelLoader() {}

    static List<Message> messages(Map<String, String> files, Map<String, String> values) {
        try {
            final PromptTemplateConfig config = YAML.readValue(files.get("prompt.yaml"), PromptTemplateConfig.class);
            final KernelFunctionArguments.Builder arguments = KernelFunctionArguments.builder();
            values.forEach(arguments::withVariable);
            final String rendered = Objects.requireNonNull(PromptTemplateFactory.build(config)
                    .renderAsync(Kernel.builder().build(), arguments.build(), null)
                    .block());
            return ChatXMLPromptParser.parse(rendered, new Collecting(new ArrayList<>()))
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Collecting(List<Message> messages) implements ChatPromptParseVisitor<List<Message>> {
        @Override
        public ChatPromptParseVisitor<List<Message>> addMessage(String role, String content) {
            messages.add(new Message(Role.ofWireName(role), content));
            return this;
        }

        @Override
        public ChatPromptParseVisitor<List<Message>> addFunction(
                String name, @Nullable String description, @Nullable BinaryData parameters) {
            throw new AssertionError("no prompt has functions, and this one has " + name);
        }

        @Override
        public boolean areMessagesEmpty() {
            return messages.isEmpty();
        }

        @Override
        public ChatPromptParseVisitor<List<Message>> fromRawPrompt(String rawPrompt) {
            messages.add(Message.user(rawPrompt));
            return this;
        }

        @Override
        public List<Message> get() {
            return messages;
        }

        @Override
        public ChatPromptParseVisitor<List<Message>> reset() {
            messages.clear();
            return this;
        }
    }
}
