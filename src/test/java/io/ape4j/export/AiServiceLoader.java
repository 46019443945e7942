package io.ape4j.export;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.V;
import io.ape4j.prompt.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Loads exported resources with LangChain4j itself: an AI service whose annotations name them, before a model that
 * keeps what it is sent.
 */
public final class AiServiceLoader extends ClassLoader {
    /** A service with both messages. */
    public interface SystemAndUser {
        @dev.langchain4j.service.SystemMessage(fromResource = "/system-message.txt")
        @dev.langchain4j.service.UserMessage(fromResource = "/user-message.txt")
        String answer(@V("text") String text, @V("tone") String tone);
    }

    /** A service with a user message alone. */
    public interface UserOnly {
        @dev.langchain4j.service.UserMessage(fromResource = "/user-message.txt")
        String answer(@V("text") String text, @V("tone") String tone);
    }

    private final Map<String, String> resources;

    private AiServiceLoader(Map<String, String> resources) {
        super(AiServiceLoader.class.getClassLoader());
        this.resources = resources;
    }

    /** The messages that the model gets when a service is made of these files and called. */
    static List<Message> messages(Map<String, String> files, Map<String, String> values) {
        final Class<?> service = files.containsKey("system-message.txt") ? SystemAndUser.class : UserOnly.class;
        final List<Message> received = Collections.synchronizedList(new ArrayList<>());
        try {
            final Class<?> loaded = new AiServiceLoader(files).loadClass(service.getName());
            final Object proxy = AiServices.create(loaded, new Recording(received));
            loaded.getMethod("answer", String.class, String.class)
                    .invoke(proxy, values.get("text"), values.get("tone"));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return received;
    }

    /** The service is defined here, so that it finds its resources here. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(SystemAndUser.class.getName()) && !name.equals(UserOnly.class.getName())) {
            return super.loadClass(name, resolve);
        }
        try (InputStream in =
                Objects.requireNonNull(getParent().getResourceAsStream(name.replace('.', '/') + ".class"), name)) {
            final byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        return new ByteArrayInputStream(
                resources.getOrDefault(name, "no resource " + name).getBytes(StandardCharsets.UTF_8));
    }

    private record Recording(List<Message> received) implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            for (final ChatMessage message : request.messages()) {
                if (message instanceof SystemMessage system) {
                    received.add(Message.system(system.text()));
                } else {
                    received.add(Message.user(((UserMessage) message).singleText()));
                }
            }
            return ChatResponse.builder().aiMessage(AiMessage.from("ok")).build();
        }
    }
}
