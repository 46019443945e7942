package desk;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.ape4j.Ape;
import io.ape4j.model.LanguageModel;
import java.util.function.Supplier;

/** Stands where your own chat model goes: answers by keywords, if the prompt asks for a team at all. */
public final class KeywordModel implements ChatModel, Supplier<LanguageModel> {
    @Override
    public LanguageModel get() {
        return Ape.model(this, "desk:keywords/1");
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        String prompt = ((UserMessage) request.messages().get(0)).singleText();
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(prompt.startsWith("Which team") ? team(prompt) : "Thank you for writing to us."))
                .build();
    }

    private static String team(String prompt) {
        String message = prompt.substring(prompt.indexOf('\n')).toLowerCase();
        if (message.matches("(?s).*(log|passw|profile|user name|regist|settings|others see).*")) {
            return "account";
        }
        return message.matches("(?s).*(card|invoice|pay|bill|refund|receipt|price|voucher|charge).*")
                ? "billing"
                : "shipping";
    }
}
