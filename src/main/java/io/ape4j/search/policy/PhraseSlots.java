package io.ape4j.search.policy;

import io.ape4j.prompt.Demonstration;
import io.ape4j.prompt.DemonstrationsPart;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.TextPart;
import io.ape4j.propose.operator.DemonstrationPool;
import io.ape4j.propose.operator.FreeOperator;
import io.ape4j.propose.operator.InstructionBank;
import io.ape4j.search.Exploration;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What may stand in each slot of a prompt: the instruction (those of the first candidates), a closing clause, the output
 * format, the trigger and the demonstrations. A slot of a frozen part keeps what it has. The first phrase of each slot but
 * the demonstrations' is the frame's own, so that the choice of all first phrases is the frame.
 */
public final class PhraseSlots {
    private static final int FEWEST_TOKENS_FOR_TRIGGER = 64;
    private static final int FEW_DEMONSTRATIONS = 2;

    private final Prompt frame;
    private final List<Slot> slots;

    /** A way to fill a slot. */
    private interface Phrase {
        Prompt into(Prompt prompt);
    }

    private record Slot(List<Phrase> phrases) {
        Slot {
            phrases = List.copyOf(phrases);
        }
    }

    private PhraseSlots(Prompt frame, List<Slot> slots) {
        this.frame = frame;
        this.slots = List.copyOf(slots);
    }

    /**
     * The slots of a task.
     *
     * @param first the first candidates; the first of them is the frame
     */
    public static PhraseSlots of(Exploration exploration, List<Prompt> first) {
        final Prompt frame = first.get(0);
        return new PhraseSlots(
                frame,
                List.of(
                        instructions(frame, first),
                        clauses(frame),
                        texts(frame, Part.OUTPUT_FORMAT, exploration.profile().outputFormats()),
                        texts(
                                frame,
                                Part.TRIGGER,
                                exploration.task().output().maxTokens() < FEWEST_TOKENS_FOR_TRIGGER
                                        ? List.of()
                                        : InstructionBank.TRIGGERS),
                        demonstrations(frame, exploration)));
    }

    /** The number of phrases of each slot, at least 1. */
    public List<Integer> sizes() {
        return slots.stream().map(slot -> slot.phrases().size()).toList();
    }

    /** Whether there is nothing to choose. */
    public boolean isFixed() {
        return sizes().stream().allMatch(size -> size == 1);
    }

    /** The prompt of one phrase for each slot. */
    public Prompt compose(List<Integer> choice) {
        Prompt prompt = frame;
        for (int i = 0; i < slots.size(); i++) {
            prompt = slots.get(i).phrases().get(choice.get(i)).into(prompt);
        }
        return prompt;
    }

    private static Slot instructions(Prompt frame, List<Prompt> first) {
        final Set<String> texts = new LinkedHashSet<>();
        texts.add(frame.instruction());
        if (!frame.answering().isFrozen(Part.INSTRUCTION)) {
            first.forEach(prompt -> texts.add(prompt.instruction()));
        }
        return slot(texts, Part.INSTRUCTION);
    }

    private static Slot clauses(Prompt frame) {
        final List<Phrase> phrases = new ArrayList<>();
        phrases.add(prompt -> prompt);
        if (!frame.answering().isFrozen(Part.INSTRUCTION)) {
            InstructionBank.CLAUSES.forEach(clause -> phrases.add(prompt -> closing(prompt, clause)));
        }
        return new Slot(phrases);
    }

    private static Prompt closing(Prompt prompt, String clause) {
        final String instruction = FreeOperator.ended(prompt.instruction());
        return instruction.contains(clause)
                ? prompt
                : prompt.with(Part.INSTRUCTION, new TextPart((instruction + " " + clause).strip()));
    }

    private static Slot texts(Prompt frame, String part, List<String> others) {
        final Set<String> texts = new LinkedHashSet<>();
        texts.add(frame.answering().text(part));
        if (!frame.answering().isFrozen(part)) {
            texts.addAll(others);
            texts.add("");
        }
        return slot(texts, part);
    }

    private static Slot slot(Collection<String> texts, String part) {
        final List<Phrase> phrases = new ArrayList<>();
        texts.forEach(text -> phrases.add(prompt -> prompt.with(part, new TextPart(text))));
        return new Slot(phrases);
    }

    /** What the frame has, none, a few, or as many as may be. */
    private static Slot demonstrations(Prompt frame, Exploration exploration) {
        final Set<List<Demonstration>> choices = new LinkedHashSet<>();
        choices.add(frame.answering().demonstrations());
        if (!frame.answering().isFrozen(Part.DEMONSTRATIONS)) {
            choices.add(List.of());
            final int most = exploration.parameters().demonstrations();
            for (final int count : new int[] {Math.min(FEW_DEMONSTRATIONS, most), most}) {
                choices.add(drawn(exploration, count));
            }
        }
        return new Slot(choices.stream()
                .<Phrase>map(shown -> prompt -> prompt.with(Part.DEMONSTRATIONS, new DemonstrationsPart(shown)))
                .toList());
    }

    private static List<Demonstration> drawn(Exploration exploration, int count) {
        final RandomGenerator random = exploration.randoms().stream("policy-demonstrations", count, 0);
        final List<Example> left = new ArrayList<>(exploration.task().examples(Split.PROPOSE));
        return IntStream.range(0, Math.min(count, left.size()))
                .mapToObj(i -> DemonstrationPool.demonstration(left.remove(random.nextInt(left.size()))))
                .collect(Collectors.toUnmodifiableList());
    }
}
