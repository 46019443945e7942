package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.ape4j.model.hosted.StubProtocol;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.score.Metric;
import io.ape4j.task.Example;
import io.ape4j.task.TaskBuilder;
import io.ape4j.task.file.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java code that README.md shows is the code that stands here, and it works. */
class ReadmeSnippetTest {
    private static final Path HERE = Path.of("src/test/java/io/ape4j/ReadmeSnippetTest.java");
    private static final Pattern SHOWN = Pattern.compile("(?s)```java\n(.*?)\n```");
    private static final Pattern COMPILED = Pattern.compile("(?s) {8}// README begins\n(.*?)\n {8}// README ends");
    private static final int PAIRS = 80;
    private static final int MOST_LINES = 10;

    @TempDir
    private Path folder;

    /** The program that shows it: the address of a server and a task folder with pairs. */
    public static void main(String[] arguments) {
        final ChatModel chatModel = OpenAiChatModel.builder()
                .baseUrl(arguments[0])
                .apiKey(StubServer.KEY)
                .modelName("stub-model")
                .maxRetries(0)
                .build();
        final Map<String, String> pastOfVerb = pastOfVerb(Path.of(arguments[1]));

        // README begins
        TaskBuilder task = TaskBuilder.named("past-tense").description("The simple past of an English verb.");
        pastOfVerb.forEach(task::example); // a Map from inputs to right answers
        SearchReport report = Ape.search(task.build())
                .model(Ape.model(chatModel, "openai:gpt-4o-mini"))
                .metric(Metric.rightOrWrong("ends-with/1", (example, said) -> said.endsWith(example.reference())))
                .maxCalls(150)
                .run();
        System.out.println(report.verdict() + ": " + report.winner().instruction());
        // README ends
    }

    @Test
    void readmeShowsWhatIsCompiledHere() throws IOException {
        final String shown = first(SHOWN, Path.of("README.md"));

        assertThat(shown).isEqualTo(first(COMPILED, HERE).stripIndent());
        assertThat(shown.lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void itFindsAPromptThatIsBetterAndWritesItDown() throws IOException, InterruptedException {
        final Path task = Path.of("tasks/past-tense").toAbsolutePath();
        final Map<String, String> pastOfVerb = pastOfVerb(task);

        try (StubServer server = StubServer.answering(request -> answer(request, pastOfVerb));
                ChildJvm program = ChildJvm.start(
                        folder,
                        Map.of("APE_HOME", folder.resolve("home").toString()),
                        ReadmeSnippetTest.class,
                        server.url(StubProtocol.OPENAI),
                        task.toString())) {
            assertThat(program.readLine()).isEqualTo("better: Write the past tense of the verb.");
            assertThat(program.waitFor()).isZero();
        }

        assertThat(Files.readString(folder.resolve("runs/past-tense/exports/txt/prompt.txt")))
                .contains("Write the past tense of the verb.");
    }

    /** Knows verbs, and does what it is told if it is told to use the past tense. */
    private static String answer(StubRequest request, Map<String, String> pastOfVerb) {
        final String prompt = request.prompt();
        if (!prompt.endsWith("Output:")) {
            return "Write the past tense of the verb.";
        }
        final String verb = prompt.substring(prompt.lastIndexOf("Input: ") + 7, prompt.lastIndexOf('\n'));
        return prompt.startsWith("Write the past tense") ? pastOfVerb.getOrDefault(verb, "") : verb;
    }

    private static Map<String, String> pastOfVerb(Path task) {
        final Map<String, String> pairs = new LinkedHashMap<>();
        TaskReader.read(task).examples().stream()
                .filter(example -> !input(example).equals(example.reference()))
                .limit(PAIRS)
                .forEach(example -> pairs.put(input(example), example.reference()));
        return pairs;
    }

    private static String input(Example example) {
        return example.fields().values().iterator().next();
    }

    private static String first(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .findFirst()
                .map((MatchResult match) -> match.group(1))
                .orElseThrow();
    }
}
