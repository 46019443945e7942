package io.ape4j.propose.operator;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Demonstration;
import io.ape4j.prompt.DemonstrationsPart;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TextPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Operators that cost no call: they move parts between prompts and change one part at a time. */
public enum FreeOperator implements Operator {
    /** Uniform crossover: each part that is not frozen comes from either parent. */
    EXCHANGE_PARTS("exchange-parts", 2) {
        @Override
        Prompt offspring(List<Parent> parents, Setting setting) {
            Prompt child = parents.get(0).prompt();
            final Stage other = parents.get(1).prompt().answering();
            for (final String part : PARTS) {
                if (!child.answering().isFrozen(part) && setting.random().nextBoolean()) {
                    final Part given = other.parts().get(part);
                    child = child.with(part, given == null ? TextPart.EMPTY : given);
                }
            }
            return child;
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return !parents.get(0).prompt().equals(parents.get(1).prompt());
        }
    },
    /** Sets, replaces or drops the output format. */
    OUTPUT_FORMAT("output-format", 1) {
        @Override
        Prompt offspring(List<Parent> parents, Setting setting) {
            final Prompt parent = parents.get(0).prompt();
            final List<String> choices = new ArrayList<>(setting.profile().outputFormats());
            choices.add("");
            choices.remove(parent.answering().text(Part.OUTPUT_FORMAT));
            return parent.with(Part.OUTPUT_FORMAT, new TextPart(pick(choices, setting.random())));
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return isFree(parents, Part.OUTPUT_FORMAT);
        }
    },
    /** Ends the instruction with a clause on the form of the answer: the same move where the format is frozen. */
    CLAUSE("clause", 1) {
        @Override
        Prompt offspring(List<Parent> parents, Setting setting) {
            final Prompt parent = parents.get(0).prompt();
            final List<String> choices = new ArrayList<>(setting.profile().outputFormats());
            choices.addAll(InstructionBank.CLAUSES);
            choices.removeIf(clause -> parent.instruction().contains(clause));
            if (choices.isEmpty()) {
                return parent;
            }
            return parent.with(
                    Part.INSTRUCTION,
                    new TextPart(ended(parent.instruction()) + " " + pick(choices, setting.random())));
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return isFree(parents, Part.INSTRUCTION)
                    && !parents.get(0).prompt().instruction().isBlank()
                    && parents.get(0).prompt().instruction().length() < LONGEST_INSTRUCTION_CHARS;
        }
    },
    /** Takes the last sentence off an instruction that has several. */
    SHORTEN("shorten", 1) {
        @Override
        Prompt offspring(List<Parent> parents, Setting setting) {
            final Prompt parent = parents.get(0).prompt();
            final String instruction = parent.instruction();
            return parent.with(Part.INSTRUCTION, new TextPart(instruction.substring(0, lastSentence(instruction) + 1)));
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return isFree(parents, Part.INSTRUCTION)
                    && lastSentence(parents.get(0).prompt().instruction()) > 0;
        }
    },
    /** Adds demonstrations, one or several. */
    ADD_DEMONSTRATION("add-demonstration", 1) {
        @Override
        Prompt offspring(List<Parent> parents, Setting setting) {
            final Prompt parent = parents.get(0).prompt();
            final List<Demonstration> shown = new ArrayList<>(parent.answering().demonstrations());
            final int room = setting.mostDemonstrations() - shown.size();
            final int wanted =
                    shown.isEmpty() ? Math.min(room, 2 + setting.random().nextInt(2)) : 1;
            for (int i = 0; i < wanted; i++) {
                unused(shown, parents, setting).ifPresent(shown::add);
            }
            return parent.with(Part.DEMONSTRATIONS, new DemonstrationsPart(shown));
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return isFree(parents, Part.DEMONSTRATIONS)
                    && parents.get(0).prompt().answering().demonstrations().size() < setting.mostDemonstrations()
                    && unused(parents.get(0).prompt().answering().demonstrations(), parents, setting)
                            .isPresent();
        }
    },
    /** Drops one demonstration. */
    DROP_DEMONSTRATION("drop-demonstration", 1) {
        @Override
        Prompt offspring(List<Parent> parents, Setting setting) {
            final Prompt parent = parents.get(0).prompt();
            final List<Demonstration> shown = new ArrayList<>(parent.answering().demonstrations());
            shown.remove(setting.random().nextInt(shown.size()));
            return parent.with(Part.DEMONSTRATIONS, new DemonstrationsPart(shown));
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return isFree(parents, Part.DEMONSTRATIONS)
                    && !parents.get(0).prompt().answering().demonstrations().isEmpty();
        }
    },
    /** Replaces one demonstration by another. */
    SWAP_DEMONSTRATION("swap-demonstration", 1) {
        @Override
        Prompt offspring(List<Parent> parents, Setting setting) {
            final Prompt parent = parents.get(0).prompt();
            final List<Demonstration> shown = new ArrayList<>(parent.answering().demonstrations());
            final int place = setting.random().nextInt(shown.size());
            unused(shown, parents, setting).ifPresent(other -> shown.set(place, other));
            return parent.with(Part.DEMONSTRATIONS, new DemonstrationsPart(shown));
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return DROP_DEMONSTRATION.appliesTo(parents, setting)
                    && unused(parents.get(0).prompt().answering().demonstrations(), parents, setting)
                            .isPresent();
        }
    },
    /**
     * Replaces all demonstrations by a set that is drawn at once, of two or more, with every label of a closed task as
     * often: sets compete as wholes, beside instructions, as in Opsahl-Ong et al. 2024, "Optimizing instructions and
     * demonstrations for multi-stage language model programs" (MIPRO), section 3. Departs from it in that the answers
     * shown are the references, and that evolution searches the pairs, not a surrogate model.
     */
    DEMONSTRATION_SET("demonstration-set", 1) {
        private static final int FEWEST = 2;

        @Override
        Prompt offspring(List<Parent> parents, Setting setting) {
            final Parent parent = parents.get(0);
            final int count = FEWEST + setting.random().nextInt(most(setting) - FEWEST + 1);
            return parent.prompt()
                    .with(
                            Part.DEMONSTRATIONS,
                            new DemonstrationsPart(
                                    setting.demonstrations().set(count, parent.mistakes(), setting.random())));
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return isFree(parents, Part.DEMONSTRATIONS) && most(setting) >= FEWEST;
        }

        private static int most(Setting setting) {
            return Math.min(
                    setting.mostDemonstrations(), setting.demonstrations().size());
        }
    },
    /** Sets or drops a phrase that begins the answer; only where answers may be long enough to reason in. */
    TRIGGER("trigger", 1) {
        private static final int FEWEST_TOKENS = 64;

        @Override
        Prompt offspring(List<Parent> parents, Setting setting) {
            final Prompt parent = parents.get(0).prompt();
            final List<String> choices = new ArrayList<>(InstructionBank.TRIGGERS);
            choices.add("");
            choices.remove(parent.answering().text(Part.TRIGGER));
            return parent.with(Part.TRIGGER, new TextPart(pick(choices, setting.random())));
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return isFree(parents, Part.TRIGGER) && setting.task().output().maxTokens() >= FEWEST_TOKENS;
        }
    };

    private static final List<String> PARTS =
            List.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.DEMONSTRATIONS, Part.TRIGGER);
    private static final int LONGEST_INSTRUCTION_CHARS = 600;

    private final String operatorName;
    private final int parents;

    FreeOperator(String operatorName, int parents) {
        this.operatorName = operatorName;
        this.parents = parents;
    }

    abstract Prompt offspring(List<Parent> parents, Setting setting);

    @Override
    public String operatorName() {
        return operatorName;
    }

    @Override
    public int arity() {
        return parents;
    }

    @Override
    public boolean asksProposer() {
        return false;
    }

    @Override
    public Asking<Optional<Prompt>> apply(List<Parent> candidates, Setting setting) {
        return Asking.done(Optional.of(offspring(candidates, setting)));
    }

    /** {@code text} with a full stop at its end, unless some mark stands there. */
    public static String ended(String text) {
        final String stripped = text.strip();
        return stripped.isEmpty() || ".!?:".indexOf(stripped.charAt(stripped.length() - 1)) >= 0
                ? stripped
                : stripped + ".";
    }

    private static boolean isFree(List<Parent> parents, String part) {
        return !parents.get(0).prompt().answering().isFrozen(part);
    }

    private static <T> T pick(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static int lastSentence(String instruction) {
        final String body = instruction.substring(0, Math.max(0, instruction.length() - 1));
        return Math.max(body.lastIndexOf(". "), Math.max(body.lastIndexOf("! "), body.lastIndexOf("? ")));
    }

    private static Optional<Demonstration> unused(List<Demonstration> shown, List<Parent> parents, Setting setting) {
        return setting.demonstrations().next(shown, parents.get(0).mistakes(), setting.random());
    }
}
