package io.ape4j;

import dev.langchain4j.model.chat.ChatModel;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.hosted.ChatModelAdapter;
import io.ape4j.task.Task;

/** The door: adapt a model, hand in a task, search. */
public final class Ape {
    private Ape() {}

    /** A search for {@code task}; set a model, then {@link Search#run}. */
    public static Search search(Task task) {
        return new Search(task);
    }

    /**
     * A LangChain4j model whose answers are journaled and shared between runs under {@code identity}. Build it with
     * {@code maxRetries(0)}: retries inside can't be counted.
     *
     * @param identity everything that its answers depend on, e.g. {@code openai:gpt-4o-mini}
     */
    public static LanguageModel model(ChatModel chatModel, String identity) {
        return ChatModelAdapter.of(chatModel, identity);
    }

    /** A LangChain4j model whose answers are journaled, but not shared between runs. */
    public static LanguageModel model(ChatModel chatModel) {
        return ChatModelAdapter.of(chatModel);
    }
}
