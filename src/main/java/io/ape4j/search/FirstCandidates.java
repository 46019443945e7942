package io.ape4j.search;

import io.ape4j.model.ModelRole;
import io.ape4j.model.asking.Asker;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TextPart;
import io.ape4j.propose.AnswerCleaner;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.Proposer.Proposal;
import io.ape4j.propose.TaskProfile;
import io.ape4j.propose.known.Angle;
import io.ape4j.propose.known.KnownTasks;
import io.ape4j.propose.operator.FreeOperator;
import io.ape4j.propose.relation.Relations;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a search starts: what the user has, trivial prompts to beat, and the proposer's first instructions. */
final class FirstCandidates {
    /** What someone without any idea would write. */
    static final String NEUTRAL = "Produce the output for the input.";

    private static final int FEWEST_PROPOSALS = SearchParameters.FEWEST_PROPOSALS;
    private static final double MOST_PROPOSING_SHARE = 0.25;
    private static final int PLAIN_FIRST = 2;

    private final Task task;
    private final Exploration exploration;
    private final Asker asker;
    private final CandidatePool pool;
    private final SearchListener listener;
    private final List<String> relations;
    private final List<String> labels;

    /** A question to the proposer, and what its answer will descend from. */
    private record Planned(String kind, List<Prompt> parents, Asking<Proposal> asking) {}

    FirstCandidates(Task task, Exploration exploration, Asker asker, CandidatePool pool, SearchListener listener) {
        this.task = task;
        this.exploration = exploration;
        this.asker = asker;
        this.pool = pool;
        this.listener = listener;
        this.relations = Relations.of(task.examples(Split.PROPOSE));
        this.labels = TaskProfile.labels(task);
    }

    /**
     * The user's prompt alone, or else the trivial ones; the baseline is chosen among these. What costs no thought is
     * trivial too: a description with the task's output format must not pass for a find.
     */
    List<Prompt> baselines() {
        if (task.baseline() != null) {
            return added(List.of(frozen(task.baseline())), "baseline");
        }
        final List<Prompt> trivial = new ArrayList<>();
        trivial.add(frozen(Prompt.ofInstruction(task.template(), NEUTRAL)));
        if (!task.about().description().isBlank()) {
            trivial.add(
                    frozen(Prompt.ofInstruction(task.template(), task.about().description())));
        }
        final List<Prompt> withFormat = trivial.stream().map(this::formatted).toList();
        trivial.addAll(withFormat);
        return added(trivial.stream().distinct().toList(), "trivial");
    }

    /** What costs no call: the description as an instruction, and the baselines with the profile's output format. */
    List<Prompt> variants(List<Prompt> baselines) {
        final List<Prompt> variants = new ArrayList<>();
        final Prompt seed = baselines.get(0);
        final List<Prompt> plain = new ArrayList<>(baselines);
        if (!task.about().description().isBlank() && !seed.answering().isFrozen(Part.INSTRUCTION)) {
            plain.add(seed.with(Part.INSTRUCTION, new TextPart(task.about().description())));
        }
        for (final Prompt prompt : plain) {
            pool.add(formatted(prompt), baselines.contains(prompt) ? List.of(prompt) : List.of(), "output-format", 0)
                    .ifPresent(candidate -> variants.add(candidate.prompt()));
        }
        return variants;
    }

    /** What the examples alone show to be the rule, or else what is often wanted of such; none costs a call. */
    List<Prompt> seen(Prompt seed) {
        if (seed.answering().isFrozen(Part.INSTRUCTION)) {
            return List.of();
        }
        if (!relations.isEmpty()) {
            final List<Prompt> plain =
                    relations.stream().map(text -> with(seed, text)).toList();
            return added(
                    Stream.concat(plain.stream(), plain.stream().map(this::formatted))
                            .distinct()
                            .toList(),
                    "relation");
        }
        // One that is refused leaves its place to the next.
        return KnownTasks.of(task.examples(Split.PROPOSE), labels).stream()
                .map(text -> formatted(with(seed, text)))
                .filter(prompt -> taken(prompt, List.of(), "known-task"))
                .limit(exploration.parameters().knownTasksAt(asker.mostCalls()))
                .toList();
    }

    private static Prompt with(Prompt prompt, String instruction) {
        return prompt.with(Part.INSTRUCTION, new TextPart(instruction));
    }

    /** Fresh instructions in the frame of {@code seed}. */
    List<Prompt> proposals(Prompt seed) {
        if (seed.answering().isFrozen(Part.INSTRUCTION)) {
            return List.of();
        }
        listener.phase("propose", 0);
        final int wanted = exploration.parameters().proposalsAt(asker.mostCalls());
        final List<Planned> narrow = relations.isEmpty() ? angles(wanted / 2) : paraphrases(seed, wanted / 2);
        final List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < wanted - narrow.size(); i++) {
            planned.add(plain(i));
        }
        // Some plain ones first: what they take is what most of the others will.
        planned.addAll(Math.min(PLAIN_FIRST, planned.size()), narrow);
        return candidates(seed, planned, asked(planned));
    }

    /** Each that suits the pairs; where there is room for many proposals, twice, because the pairs shown differ. */
    private List<Planned> angles(int most) {
        if (!exploration.parameters().proposer().angles()) {
            return List.of();
        }
        final List<Angle> once = Angle.of(task.examples(Split.PROPOSE), labels);
        final List<Angle> all = new ArrayList<>(once);
        if (most >= 2 * once.size()) {
            all.addAll(once);
        }
        final List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < Math.min(most, all.size()); i++) {
            final Angle angle = all.get(i);
            planned.add(new Planned(
                    angle.angleName(), List.of(), angle.ask(exploration.proposer(), seed("angle", PLAIN_FIRST + i))));
        }
        return planned;
    }

    /** The found relations in other words, in turn. */
    private List<Planned> paraphrases(Prompt seed, int most) {
        final List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            final String relation = relations.get(i % relations.size());
            final List<Prompt> parents =
                    Stream.of(with(seed, relation)).filter(pool::has).toList();
            planned.add(new Planned(
                    "paraphrase", parents, exploration.proposer().paraphrase(relation, seed("paraphrase", i))));
        }
        return planned;
    }

    private long seed(String purpose, int index) {
        return exploration.randoms().derive(purpose, 0, index);
    }

    /** The first few show what a proposal takes; with a dear proposer no more than a share of the rest goes to others. */
    private List<Optional<Proposal>> asked(List<Planned> planned) {
        final List<Asking<Proposal>> askings =
                planned.stream().map(Planned::asking).toList();
        final int few = Math.min(FEWEST_PROPOSALS, askings.size());
        final List<Optional<Proposal>> proposals = new ArrayList<>(asker.all(askings.subList(0, few)));
        final long affordable = (long) (asker.remainingCalls(ModelRole.PROPOSER) * MOST_PROPOSING_SHARE);
        final int upTo = (int) Math.min(askings.size(), few + affordable);
        proposals.addAll(asker.all(askings.subList(few, upTo)));
        return proposals;
    }

    private Planned plain(int index) {
        final Proposer proposer = exploration.proposer();
        final long seed = seed("propose", index);
        if (index % 4 == 3) {
            return new Planned("insertion", List.of(), proposer.insertion(seed));
        }
        if (index % 4 == 2 && !task.about().description().isBlank()) {
            return new Planned("description", List.of(), proposer.fromDescription(seed));
        }
        return new Planned("forward", List.of(), proposer.forward(seed));
    }

    private List<Prompt> candidates(Prompt seed, List<Planned> planned, List<Optional<Proposal>> proposals) {
        final Set<String> seen = new HashSet<>();
        final List<Prompt> candidates = new ArrayList<>();
        for (int i = 0; i < proposals.size(); i++) {
            final String kind = planned.get(i).kind();
            final Optional<String> proposed = proposals.get(i).flatMap(Proposal::instruction);
            if (proposed.isEmpty()) {
                continue;
            }
            final String instruction = proposed.get();
            final Prompt prompt = formatted(with(seed, instruction));
            if (!seen.add(AnswerCleaner.normalForm(instruction))) {
                listener.dismissed(kind, instruction, pool.refusal(prompt));
            } else if (taken(prompt, planned.get(i).parents(), kind)) {
                candidates.add(prompt);
            }
        }
        return candidates;
    }

    /** With the profile's output format: in its part, or as a last sentence where that part is frozen. */
    private Prompt formatted(Prompt prompt) {
        final String format = exploration.profile().outputFormats().get(0);
        if (prompt.instruction().endsWith(format)) {
            return prompt;
        }
        final boolean allFrozen = prompt.answering().isFrozen(Part.OUTPUT_FORMAT)
                && prompt.answering().isFrozen(Part.INSTRUCTION);
        if (allFrozen || !prompt.answering().text(Part.OUTPUT_FORMAT).isEmpty()) {
            return prompt;
        }
        return prompt.answering().isFrozen(Part.OUTPUT_FORMAT)
                ? prompt.with(Part.INSTRUCTION, new TextPart(FreeOperator.ended(prompt.instruction()) + " " + format))
                : prompt.with(Part.OUTPUT_FORMAT, new TextPart(format));
    }

    private Prompt frozen(Prompt prompt) {
        final Stage stage = prompt.answering();
        final Set<String> all = new HashSet<>(stage.frozen());
        all.addAll(exploration.parameters().freeze());
        return prompt.withAnswering(stage.withFrozen(all));
    }

    private List<Prompt> added(List<Prompt> prompts, String operator) {
        return prompts.stream()
                .filter(prompt -> taken(prompt, List.of(), operator))
                .toList();
    }

    /** Adds a candidate, or tells why it is none. */
    private boolean taken(Prompt prompt, List<Prompt> parents, String operator) {
        final boolean fresh = pool.add(prompt, parents, operator, 0).isPresent();
        if (!fresh) {
            listener.dismissed(operator, prompt.instruction(), pool.refusal(prompt));
        }
        return fresh;
    }
}
