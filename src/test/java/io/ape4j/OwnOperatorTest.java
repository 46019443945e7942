package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.TextPart;
import io.ape4j.propose.operator.DemonstrationChoice;
import io.ape4j.propose.operator.Operator;
import io.ape4j.propose.operator.Operators;
import io.ape4j.propose.operator.Setting;
import io.ape4j.search.Candidate;
import io.ape4j.search.resample.OperatorChoice;
import io.ape4j.search.resample.Resampling;
import io.ape4j.task.Task;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator in a jar of the user's own. */
class OwnOperatorTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    /** Writes the instruction in capitals. */
    public static class Shout implements Operator {
        @Override
        public String operatorName() {
            return "shout";
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
            return !parents.get(0).prompt().answering().isFrozen(Part.INSTRUCTION);
        }

        @Override
        public Asking<Optional<Prompt>> apply(List<Parent> parents, Setting setting) {
            final Prompt parent = parents.get(0).prompt();
            return Asking.done(Optional.of(parent.with(
                    Part.INSTRUCTION, new TextPart(parent.instruction().toUpperCase(Locale.ROOT)))));
        }
    }

    /** Takes the name of one of ours. */
    public static final class Impostor extends Shout {
        @Override
        public String operatorName() {
            return "paraphrase";
        }
    }

    private void provide(Class<? extends Operator> operator) throws IOException {
        final Path services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
        Files.writeString(services.resolve(Operator.class.getName()), operator.getName() + "\n");
        final URL jar = folder.resolve("jar").toUri().toURL();
        Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[] {jar}, before));
    }

    @AfterEach
    void giveTheLoaderBack() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void itBreedsWhereAConfigNamesItAndTheRunReplays() throws IOException {
        provide(Shout.class);
        final Resampling resampling =
                new Resampling(List.of("shout"), OperatorChoice.UNIFORM, DemonstrationChoice.RANDOM);
        final Task task = Simulation.task();

        final SearchReport report = Simulation.search(task, new SimulatedModel(task), folder)
                .parameters(Simulation.SMALL.toBuilder().resampling(resampling).build())
                .maxCalls(120)
                .run();

        assertThat(report.result().outcome().candidates())
                .filteredOn(candidate -> candidate.lineage().operator().equals("shout"))
                .isNotEmpty()
                .extracting(Candidate::prompt)
                .allMatch(prompt ->
                        prompt.instruction().equals(prompt.instruction().toUpperCase(Locale.ROOT)));
        assertThat(Simulation.replay(report.folder()).winner()).isEqualTo(report.winner());
    }

    @Test
    void itIsNotAmongThoseThatAreUsedWhereNothingIsSaid() throws IOException {
        provide(Shout.class);

        assertThat(Operators.all()).extracting(Operator::operatorName).endsWith("shout");
        assertThat(Operators.standard()).extracting(Operator::operatorName).doesNotContain("shout");
    }

    @Test
    void aNameThatIsTakenIsRefused() throws IOException {
        provide(Impostor.class);

        assertThatThrownBy(Operators::all).hasMessageContaining("Impostor").hasMessageContaining("another name");
    }
}
