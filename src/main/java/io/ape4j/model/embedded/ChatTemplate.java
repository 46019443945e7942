package io.ape4j.model.embedded;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.ape4j.model.ModelException;
import io.ape4j.model.embedded.llama.LlamaApi;
import io.ape4j.model.embedded.llama.LlamaContext;
import io.ape4j.model.embedded.llama.Vocabulary;
import io.ape4j.prompt.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The chat template of a GGUF file: turns messages into the tokens that the model was trained on.
 *
 * <p>llama.cpp's own C++ renderings are used. A template that it does not recognise is refused, never replaced by
 * another. No system message is added that the request does not have, whatever the file's Jinja text would add.
 *
 * <p>What a message says can't break out of it: the template is rendered round place holders, and only its own control
 * tokens are read as such.
 */
final class ChatTemplate {
    /** Private-use characters: no template contains them. */
    private static final char OPEN = '\uE0A0';

    private static final char CLOSE = '\uE0A1';

    private final LlamaApi api;
    private final Pointer template;
    private final Vocabulary vocabulary;
    private final boolean trims;

    private ChatTemplate(LlamaApi api, Pointer template, Vocabulary vocabulary) {
        this.api = api;
        this.template = template;
        this.vocabulary = vocabulary;
        this.trims = !render(List.of(Message.user(" " + OPEN + " "))).contains(" " + OPEN + " ");
    }

    static ChatTemplate of(LlamaApi api, LlamaContext context, String file) {
        final Pointer template = context.chatTemplate();
        if (template == null) {
            throw new ModelException.Rejected(
                    file + " has no chat template, so it is not an instruction-tuned model or lost it in conversion;"
                            + " choose an \"instruct\" or \"chat\" file, or serve it with llama-server --chat-template",
                    null);
        }
        try {
            return new ChatTemplate(api, template, context.vocabulary());
        } catch (IllegalArgumentException e) {
            throw new ModelException.Rejected(
                    file + ": its chat template is none of those that llama.cpp renders without Jinja, and another one"
                            + " would spoil its answers; serve the file with llama-server --jinja instead",
                    e);
        }
    }

    /** The template as it stands in the file. */
    String text() {
        return template.getString(0, "UTF-8");
    }

    /** The prompt that asks for the assistant's next message. */
    int[] tokens(List<Message> messages) {
        return new Tokens(messages).of(render(holders(messages)), "");
    }

    private static List<Message> holders(List<Message> messages) {
        final List<Message> holders = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            holders.add(new Message(messages.get(i).role(), OPEN + Integer.toString(i) + CLOSE));
        }
        return holders;
    }

    /**
     * The tokens that {@code text} has as the assistant's next message. It is read together with what stands before it,
     * as a tokenizer would that saw the whole, and the prompt's own tokens are taken off its head. Where the text would
     * melt into the prompt's last token the prompt stays as it is, as it does when the model answers, and the text is
     * read alone.
     */
    int[] continuation(List<Message> messages, String text) {
        final int[] prompt = tokens(messages);
        final int[] whole = new Tokens(messages).of(render(holders(messages)), text);
        return whole.length >= prompt.length && Arrays.equals(prompt, 0, prompt.length, whole, 0, prompt.length)
                ? Arrays.copyOfRange(whole, prompt.length, whole.length)
                : vocabulary.tokenize(text);
    }

    private String render(List<Message> messages) {
        final List<Memory> strings = new ArrayList<>();
        try (Memory chat = new Memory((long) Math.max(1, messages.size()) * 2 * Long.BYTES)) {
            for (int i = 0; i < messages.size(); i++) {
                final Memory role = string(messages.get(i).role().wireName());
                final Memory content = string(messages.get(i).text());
                strings.add(role);
                strings.add(content);
                chat.setPointer(2L * i * Long.BYTES, role);
                chat.setPointer((2L * i + 1) * Long.BYTES, content);
            }
            final int length = apply(chat, messages.size(), null);
            if (length < 0) {
                throw new IllegalArgumentException("llama.cpp does not know this chat template");
            }
            final byte[] rendered = new byte[length];
            apply(chat, messages.size(), rendered);
            return new String(rendered, StandardCharsets.UTF_8);
        } finally {
            strings.forEach(Memory::close);
        }
    }

    private int apply(Memory chat, int count, byte @Nullable [] buffer) {
        return api.chatApplyTemplate(template, chat, count, (byte) 1, buffer, buffer == null ? 0 : buffer.length);
    }

    private static Memory string(String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final Memory memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        memory.setByte(bytes.length, (byte) 0);
        return memory;
    }

    /** Reads a rendering with place holders: control tokens one by one, and the plain text between them as a whole. */
    private final class Tokens {
        private final List<Message> messages;
        private final IntStream.Builder found = IntStream.builder();
        private final StringBuilder plain = new StringBuilder();
        private boolean dropLeadingSpace;
        private int controls;
        private int placed;

        Tokens(List<Message> messages) {
            this.messages = messages;
        }

        /** With plain text behind it. */
        int[] of(String rendering, String behind) {
            int at = 0;
            while (at < rendering.length()) {
                final int open = rendering.indexOf(OPEN, at);
                readTemplate(rendering.substring(at, open < 0 ? rendering.length() : open));
                if (open < 0) {
                    break;
                }
                final int close = rendering.indexOf(CLOSE, open);
                final int message = Integer.parseInt(rendering, open + 1, close, 10);
                final String text = messages.get(message).text();
                plain.append(trims ? text.strip() : text);
                placed++;
                at = close + 1;
            }
            plain.append(behind);
            flush();
            if (placed != messages.size()) {
                throw new ModelException.Rejected(
                        "the model's chat template has no place for "
                                + messages.stream()
                                        .map(message -> message.role().wireName())
                                        .toList()
                                + " messages; put everything into one user message",
                        null);
            }
            return found.build().toArray();
        }

        private void readTemplate(String text) {
            int at = 0;
            while (at < text.length()) {
                final Vocabulary.@Nullable ControlToken control = controlAt(text, at);
                if (control == null) {
                    plain.append(text.charAt(at));
                    at++;
                    continue;
                }
                if (control.eatsSpaceBefore()) {
                    plain.setLength(plain.toString().stripTrailing().length());
                }
                add(control.id());
                dropLeadingSpace = control.eatsSpaceAfter();
                at += control.text().length();
            }
        }

        private Vocabulary.@Nullable ControlToken controlAt(String text, int at) {
            for (final Vocabulary.ControlToken control : vocabulary.controlTokens()) {
                if (text.startsWith(control.text(), at)) {
                    return control;
                }
            }
            return null;
        }

        private void add(int token) {
            final boolean first = controls == 0 && plain.isEmpty();
            flush();
            controls++;
            // Some templates write the beginning token themselves; flush() has written it already.
            if (!first || !vocabulary.beginning().equals(OptionalInt.of(token))) {
                found.add(token);
            }
        }

        private void flush() {
            if (controls == 0) {
                vocabulary.beginning().ifPresent(found::add);
            }
            final String text = dropLeadingSpace ? plain.toString().stripLeading() : plain.toString();
            for (final int token : vocabulary.tokenize(text)) {
                found.add(token);
            }
            plain.setLength(0);
            dropLeadingSpace = false;
        }
    }
}
