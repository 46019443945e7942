package io.ape4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Ape;
import io.ape4j.Cancellation;
import io.ape4j.EvaluationReport;
import io.ape4j.Search;
import io.ape4j.SearchReport;
import io.ape4j.SimulatedModel;
import io.ape4j.Simulation;
import io.ape4j.junit.PromptTest;
import io.ape4j.model.ApeHome;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.TextPart;
import io.ape4j.propose.operator.Operator;
import io.ape4j.propose.operator.Setting;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The Java code of docs/library.md is what stands here between the marks, and it does what the page says. */
class LibraryTest {
    private static final Path HERE = Path.of("src/test/java/io/ape4j/docs/LibraryTest.java");
    private static final Pattern SHOWN = Pattern.compile("(?s)```java\n(.*?)\n```");
    private static final Pattern COMPILED = Pattern.compile("(?s)// shown begins\n(.*?)\n +// shown ends");

    private static final class Button {
        private Runnable action = () -> {};

        void onClick(Runnable clicked) {
            action = clicked;
        }
    }

    @TempDir
    private Path folder;

    @Test
    void thePageShowsWhatIsCompiledHere() throws IOException {
        assertThat(blocks(SHOWN, Path.of("docs/library.md"))).isEqualTo(blocks(COMPILED, HERE));
    }

    @Test
    void aSearchEndsWithAVerdict() throws IOException {
        final Path runs = folder.resolve("runs");
        final Path target = folder.resolve("instruction.txt");
        final Task read = TaskReader.read(Path.of("tasks/support-routing"));
        final LanguageModel executor = new SimulatedModel(read);
        final LanguageModel proposer = executor;

        // shown begins
        Task task = TaskReader.read(Path.of("tasks/support-routing"));
        SearchReport report = Ape.search(task)
                .model(executor)
                .proposer(proposer)
                .parameters(SearchParameters.builder().proposals(8).build())
                .maxCalls(120)
                .run(runs, "routing")
                .run();
        if (report.verdict().equals("better")) {
            Files.writeString(target, report.winner().instruction());
        }
        // shown ends

        assertThat(runs.resolve("routing/result.json")).isRegularFile();
        assertThat(Files.exists(target)).isEqualTo(report.verdict().equals("better"));
    }

    @Test
    void progressIsHeardAndAButtonEndsTheSearch() {
        final Path runs = folder.resolve("runs");
        final Task task = Simulation.task();
        final LanguageModel executor = new SimulatedModel(task);
        final List<String> seen = new ArrayList<>();
        final Button stopButton = new Button();

        // shown begins
        Cancellation cancellation = new Cancellation();
        Search search = Ape.search(task)
                .model(executor)
                .run(runs, "watched")
                .cancellation(cancellation)
                .listener(new SearchListener() {
                    @Override
                    public void best(Candidate candidate, double mean, int examples) {
                        seen.add(mean + " on " + examples + ": "
                                + candidate.prompt().instruction());
                    }
                });
        stopButton.onClick(cancellation::cancel);
        SearchReport report = search.run();
        // shown ends

        assertThat(seen).isNotEmpty();
        assertThat(report.verdict()).isNotEqualTo("unconfirmed");
        stopButton.action.run();
        assertThat(search.home(new ApeHome(folder.resolve("home"))).run().verdict())
                .isEqualTo("unconfirmed");
    }

    // shown begins
    public static final class Politely implements Operator {
        @Override
        public String operatorName() {
            return "politely";
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public boolean asksProposer() {
            return false;
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            Prompt prompt = parents.get(0).prompt();
            return !prompt.answering().isFrozen(Part.INSTRUCTION)
                    && !prompt.instruction().startsWith("Please");
        }

        @Override
        public Asking<Optional<Prompt>> apply(List<Parent> parents, Setting setting) {
            Prompt prompt = parents.get(0).prompt();
            return Asking.done(Optional.of(
                    prompt.with(Part.INSTRUCTION, new TextPart("Please do this. " + prompt.instruction()))));
        }
    }
    // shown ends

    static final class OurModel implements Supplier<LanguageModel> {
        @Override
        public LanguageModel get() {
            return new SimulatedModel(TaskReader.read(Path.of("tasks/sentiment")));
        }
    }

    static class Remarks {
        // shown begins
        @PromptTest(
                task = "tasks/sentiment",
                prompt = "tasks/sentiment/baseline.txt",
                atLeast = 0.8,
                modelFrom = OurModel.class)
        void remarksAreUnderstood(EvaluationReport report) {
            assertThat(report.evaluation().answers()).hasSizeGreaterThan(50);
        }
        // shown ends
    }

    @Test
    void aPromptThatIsTooBadFailsItsTest() {
        final SummaryGeneratingListener heard = new SummaryGeneratingListener();

        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(Remarks.class))
                                .build(),
                        heard);

        assertThat(heard.getSummary().getFailures()).hasSize(1);
        assertThat(heard.getSummary().getFailures().get(0).getException())
                .hasMessageContaining("tasks/sentiment/baseline.txt scores less than 0.8");
    }

    private static List<String> blocks(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1).stripIndent().strip())
                .collect(Collectors.toList());
    }
}
