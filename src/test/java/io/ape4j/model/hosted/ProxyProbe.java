package io.ape4j.model.hosted;

import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.Request;
import io.ape4j.prompt.Message;
import java.util.List;

/** A program of its own, because the JDK reads what it lets through to proxies but once per process. */
final class ProxyProbe {
    private ProxyProbe() {}

    /** Asks {@code openai:m} as the environment says and prints the answer. */
    public static void main(String[] args) {
        try (LanguageModel model =
                HostedModels.open(ModelSpec.parse("openai:m"), System.getenv(), HostedOptions.DEFAULT)) {
            System.out.println(model.answer(Request.chat(List.of(Message.user("hello")), 8))
                    .text());
        }
    }
}
