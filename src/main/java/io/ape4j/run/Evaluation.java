package io.ape4j.run;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.ModelException;
import io.ape4j.model.asking.Asking;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.Dispatcher;
import io.ape4j.model.pipeline.SearchLedger;
import io.ape4j.model.pipeline.SpendingLedger;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.score.Scorer;
import io.ape4j.search.Interview;
import io.ape4j.search.Outside;
import io.ape4j.search.SearchEnded;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One prompt scored on one split, by the same pipeline as a run, without a journal: what it bought is in the cache.
 *
 * @param examples in the order of {@code answers}
 * @param answers scored, one an example
 * @param earlierReadings how many others had read the same test examples before; 0 for other splits
 */
public record Evaluation(
        Task task,
        Split split,
        Prompt prompt,
        boolean binary,
        List<Example> examples,
        List<ScoredAnswer> answers,
        SearchLedger.Totals totals,
        int earlierReadings) {
    public Evaluation {
        examples = List.copyOf(examples);
        answers = List.copyOf(answers);
        if (examples.isEmpty() || examples.size() != answers.size()) {
            throw new IllegalArgumentException(
                    "one answer an example is needed, were " + answers.size() + " of " + examples.size());
        }
    }

    /**
     * Evaluates.
     *
     * @param reader who reads the examples, for the record of test readings
     * @throws IllegalArgumentException if the split has no examples
     * @throws ModelException.BudgetExhausted if a cap does not admit all of them; what was answered is in the cache
     */
    public static Evaluation of(
            Task task,
            Metric metric,
            Prompt prompt,
            Split split,
            Equipment equipment,
            String reader,
            SearchListener listener) {
        return all(task, metric, List.of(prompt), split, equipment, reader, listener)
                .get(0);
    }

    /**
     * Evaluates several prompts on the same examples, one after the other, under the same caps; it is one reading. The
     * totals of each are those of its own calls: what two prompts ask alike is the first one's.
     *
     * @throws IllegalArgumentException if the split has no examples
     * @throws ModelException.BudgetExhausted if a cap does not admit all of them; what was answered is in the cache
     */
    public static List<Evaluation> all(
            Task task,
            Metric metric,
            List<Prompt> prompts,
            Split split,
            Equipment equipment,
            String reader,
            SearchListener listener) {
        final List<Example> examples = task.examples(split);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("the task " + task.name() + " has no examples in " + split.fileName());
        }
        final int earlier = split == Split.TEST ? recordReading(task, equipment, reader) : 0;
        final MemoryLog log = new MemoryLog();
        final SpendingLedger spending = new SpendingLedger(log, equipment.caps(), Caps.NONE);
        final SearchLedger ledger = new SearchLedger(equipment.caps());
        try (LivePipeline pipeline = new LivePipeline(equipment, log, spending, listener);
                Dispatcher dispatcher = new Dispatcher(equipment.concurrency())) {
            final Interview interview =
                    new Interview(pipeline.channels(), dispatcher, ledger, Outside.NOTHING, listener);
            listener.phase("evaluate", 0);
            final Scorer scorer = new Scorer(task, metric);
            final List<Evaluation> evaluations = new ArrayList<>();
            for (final Prompt prompt : prompts) {
                final SearchLedger.Totals before = ledger.total();
                final List<Asking<ScoredAnswer>> askings = new ArrayList<>();
                examples.forEach(example -> askings.add(scorer.score(prompt, example, 0)));
                final List<ScoredAnswer> answers = answers(interview, askings);
                evaluations.add(new Evaluation(
                        task,
                        split,
                        prompt,
                        metric.isBinary(),
                        examples,
                        answers,
                        ledger.total().minus(before),
                        earlier));
            }
            return evaluations;
        }
    }

    private static int recordReading(Task task, Equipment equipment, String reader) {
        final int before = equipment.readings().before(task, reader).size();
        equipment.readings().record(task, reader);
        return before;
    }

    private static List<ScoredAnswer> answers(Interview interview, List<Asking<ScoredAnswer>> askings) {
        try {
            final List<Optional<ScoredAnswer>> answers = interview.all(askings);
            interview.throwIfStopped();
            return whole(answers);
        } catch (SearchEnded e) {
            throw new ModelException.BudgetExhausted(
                    e.getMessage() + "; raise the limits (what was answered is in the cache)");
        }
    }

    private static List<ScoredAnswer> whole(List<Optional<ScoredAnswer>> answers) {
        final List<ScoredAnswer> whole =
                answers.stream().flatMap(Optional::stream).toList();
        if (whole.size() < answers.size()) {
            throw new ModelException.BudgetExhausted("the limits admit " + whole.size() + " of the " + answers.size()
                    + " examples; raise them (what was answered is in the cache)");
        }
        return whole;
    }

    /** A log that lasts as long as its process: for what is small and can be asked again. */
    private static final class MemoryLog implements CallLog {
        private final Map<CallKey, Call> calls = new ConcurrentHashMap<>();

        @Override
        public Optional<Call> find(CallKey key) {
            return Optional.ofNullable(calls.get(key)).map(call -> call.from(Call.Source.JOURNALED));
        }

        @Override
        public void append(Call call) {
            calls.putIfAbsent(call.key(), call);
        }

        @Override
        public void reserve(Reservation reservation) {
            // The spending ledger counts; nobody resumes this.
        }

        @Override
        public void settle(Settlement settlement) {
            // as above
        }
    }
}
