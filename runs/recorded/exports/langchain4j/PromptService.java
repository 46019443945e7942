import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** A prompt in the resources beside it: in the same package, whose name belongs above. */
public interface PromptService {
    @UserMessage(fromResource = "user-message.txt")
    String answer(@V("text") String text);
}
