package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Call;
import io.ape4j.model.ModelException;
import io.ape4j.prompt.Prompt;
import io.ape4j.run.journal.Event;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancellationTest {
    private static final int ANSWERS = 12;

    private final Task task = Simulation.task();
    private final SimulatedModel model = new SimulatedModel(task);
    private final Cancellation cancellation = new Cancellation();

    @TempDir
    private Path folder;

    /** Has another thread cancel once some answers have come. */
    private SearchListener cancelling() {
        return new SearchListener() {
            private int answers;

            @Override
            public void answered(Call call) {
                if (++answers == ANSWERS) {
                    final Thread other = new Thread(cancellation::cancel);
                    other.start();
                    try {
                        other.join();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // the cancellation came while this thread waited
                    }
                }
            }
        };
    }

    @Test
    void aSearchThatAnotherThreadEndsIsExportedUnconfirmedAndResumedWithoutBuyingAnythingTwice() {
        final SearchReport stopped = Simulation.search(task, model, folder)
                .listener(cancelling())
                .cancellation(cancellation)
                .run();

        assertThat(stopped.result().stopped()).contains(Event.Reason.INTERRUPTED);
        assertThat(stopped.verdict()).isEqualTo("unconfirmed");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        final SearchReport resumed = Simulation.search(task, model, folder).resume(stopped.folder(), Optional.empty());
        assertThat(resumed.result().stopped()).isEmpty();
        assertThat(model.answered().values()).allMatch(times -> times.get() == 1);
    }

    @Test
    void aMeasurementThatIsCancelledBeforehandAsksNothing() {
        cancellation.cancel();

        assertThatThrownBy(() -> Simulation.search(task, model, folder)
                        .cancellation(cancellation)
                        .evaluate(prompt(), Split.SELECT))
                .isInstanceOf(ModelException.class);
        assertThat(cancellation.isRequested()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    private Prompt prompt() {
        return Prompt.ofInstruction(task.template(), "Classify the mood.");
    }
}
