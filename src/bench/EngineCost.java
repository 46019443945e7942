import com.sun.management.OperatingSystemMXBean;
import io.ape4j.model.Request;
import io.ape4j.model.embedded.EmbeddedModel;
import io.ape4j.model.embedded.EmbeddedOptions;
import io.ape4j.prompt.Message;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * CPU seconds that a call of the embedded engine costs on one thread, the figures of docs/decisions/005. After mvn verify:
 *
 *     java -cp target/ape4j-0.1.0-SNAPSHOT-all.jar src/bench/EngineCost.java ~/.cache/ape4j/models/qwen2.5-coder-1.5b.gguf
 */
public final class EngineCost {
    private static final int ANSWER_TOKENS = 8;
    private static final long COPIES = 256L << 20;
    private static final List<String> INSTRUCTIONS = List.of(
            "Decide which team should answer this customer's message. Read it to the end, since the reason for writing"
                    + " often stands in the last sentence. Ignore greetings and thanks. If two teams could answer, choose"
                    + " the one that has to act first. Give the name of one team in lower case and nothing else.",
            "Say how the writer of this remark feels about what is described. Weigh the whole remark and not its single"
                    + " words, because praise may be meant as blame and the other way round. There is no neutral answer,"
                    + " so choose the side that is stronger. Write positive or negative and nothing else at all.",
            "Write the date that this sentence means in the form of ISO 8601, with four digits for the year and two each"
                    + " for month and day. Leave times of the day out. Where the sentence counts from another date, count"
                    + " in calendar days. Other numbers in the sentence have no meaning. Give the date and nothing else.");
    private static final List<String> INPUTS = List.of(
            "The parcel that came this morning holds the wrong book.",
            "On 9 May 2042 we paid twice for the same blue lamp.",
            "My password was changed, and it was not me who did it.",
            "Nobody told us that the hall would be closed until June.");

    private EngineCost() {}

    public static void main(String[] arguments) {
        final EmbeddedOptions options = EmbeddedOptions.of(System.getenv()).withThreads(1);
        try (EmbeddedModel model = EmbeddedModel.open(Path.of(arguments[0]), options.withSnapshotBytes(COPIES))) {
            System.out.printf(
                    Locale.ROOT, "tokens of a prompt: %d%n", model.countTokens(messages(INSTRUCTIONS.get(0), INPUTS.get(0))));
            model.answer(Request.chat(List.of(Message.user("Hello.")), 1));
            double cold = 0;
            for (final String instruction : INSTRUCTIONS) {
                cold += seconds(model, instruction, INPUTS.get(0));
            }
            print("nothing shared", cold / INSTRUCTIONS.size());
            double resident = 0;
            final String last = INSTRUCTIONS.get(INSTRUCTIONS.size() - 1);
            for (final String input : INPUTS.subList(1, INPUTS.size())) {
                resident += seconds(model, last, input);
            }
            print("instruction resident", resident / (INPUTS.size() - 1));
            print("two prompts in turn, with copies", inTurn(model));
        }
        try (EmbeddedModel model = EmbeddedModel.open(Path.of(arguments[0]), options.withSnapshotBytes(0))) {
            seconds(model, INSTRUCTIONS.get(0), INPUTS.get(0));
            print("two prompts in turn, without copies", inTurn(model));
        }
    }

    /** Of calls that have both been seen before, each with another input. */
    private static double inTurn(EmbeddedModel model) {
        double sum = 0;
        int calls = 0;
        for (final String input : INPUTS.subList(1, INPUTS.size())) {
            for (final String instruction : INSTRUCTIONS.subList(0, 2)) {
                sum += seconds(model, instruction, input);
                calls++;
            }
        }
        return sum / calls;
    }

    private static double seconds(EmbeddedModel model, String instruction, String input) {
        final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        final long before = system.getProcessCpuTime();
        model.answer(Request.chat(messages(instruction, input), ANSWER_TOKENS));
        return (system.getProcessCpuTime() - before) / 1e9;
    }

    private static List<Message> messages(String instruction, String input) {
        return List.of(Message.user(instruction + "\n\n" + input));
    }

    private static void print(String what, double seconds) {
        System.out.printf(Locale.ROOT, "%-40s %.2f CPU seconds a call%n", what, seconds);
    }
}
