package io.ape4j.propose.known;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Something that examples of a task have in common, seen in most of them. */
enum Trait {
    INPUT_WORD(Trait.most(pair -> Pair.length(pair.input()) == 1)),
    INPUT_SHORT(Trait.most(pair ->
            Pair.length(pair.input()) <= Trait.MOST_SHORT && pair.input().length() <= Trait.MOST_CHARS)),
    INPUT_SENTENCE(Trait.most(
            pair -> Pair.length(pair.input()) > 2 && Pair.items(pair.input()).isEmpty())),
    INPUT_TEXT(Trait.most(pair -> Pair.length(pair.input()) >= Trait.FEWEST_OF_TEXT)),
    INPUT_LIST(Trait.most(pair -> !Pair.items(pair.input()).isEmpty())),
    INPUT_NUMBER(Trait.most(pair -> Pair.isNumber(pair.input()))),
    INPUT_NAME(Trait.most(pair -> Pair.isName(pair.input()))),
    OUTPUT_WORD(Trait.most(pair -> Pair.length(pair.output()) == 1)),
    OUTPUT_SHORT(Trait.most(pair ->
            Pair.length(pair.output()) <= Trait.MOST_SHORT && pair.output().length() <= Trait.MOST_CHARS)),
    OUTPUT_SENTENCE(Trait.most(
            pair -> Pair.length(pair.output()) > 2 && Pair.items(pair.output()).isEmpty())),
    OUTPUT_NUMBER(Trait.most(pair -> Pair.isNumber(pair.output()))),
    OUTPUT_NAME(Trait.most(pair -> Pair.isName(pair.output()))),
    /** The output is written in letters. */
    LETTERS(Trait.most(pair -> pair.output().chars().anyMatch(Character::isLetter)
            && pair.output().chars().noneMatch(Character::isDigit))),
    KEEPS_WORDS(Trait.most(pair -> pair.kept() >= Trait.MOSTLY)),
    /** Some of the input's words, and others. */
    OWN_WORDS(Trait.most(pair -> pair.kept() >= Trait.SOME && pair.kept() < 1)),
    OTHER_WORDS(Trait.most(pair -> pair.kept() <= Trait.SOME)),
    LONGER(Trait.most(pair -> pair.output().length() > pair.input().length())),
    SHORTER(Trait.most(pair -> pair.output().length() < pair.input().length())),
    SAME_LENGTH(Trait.most(pair -> Math.abs(Pair.length(pair.input()) - Pair.length(pair.output())) <= 1
            && Math.abs(pair.input().length() - pair.output().length())
                    <= Math.max(3, pair.input().length() / 4))),
    SAME_INITIAL(Trait.most(pair -> pair.sameHead() >= 1)),
    SAME_BEGINNING(Trait.most(pair ->
            pair.sameHead() >= Math.max(1, Math.min(3, pair.input().length() - 1)))),
    /** As rhymes do; the spelling of many differs, so that fewer are enough than of other traits. */
    SAME_ENDING(Trait.most(
            pair -> pair.sameTail() >= 2
                    && pair.sameTail() < pair.input().length()
                    && pair.sameHead() < pair.input().length(),
            Trait.SOME_RHYMES)),
    SAME_LETTERS(Trait.most(
            pair -> pair.sameHead() + pair.sameTail() >= pair.output().length() - 2)),
    ONE_CHOSEN(Trait.most(pair -> pair.isChosen() && pair.outputItems().size() == 1)),
    REORDERED(Trait.most(pair ->
            Pair.items(pair.input()).size() > 1 && Pair.sorted(pair.input()).equals(Pair.sorted(pair.output())))),
    /** The outputs come from a small set. */
    LABELS(look -> look.labels() > 0),
    TWO_LABELS(look -> look.labels() == 2),
    /** The outputs don't come from a small set. */
    OPEN(look -> look.labels() == 0);

    /** Examples are noisy: a trait is theirs if most have it. */
    static final double MOST_EXAMPLES = 0.8;

    private static final double SOME_RHYMES = 0.4;
    private static final double MOSTLY = 0.5;
    private static final double SOME = 0.25;
    private static final int MOST_SHORT = 5;
    private static final int MOST_CHARS = 40;
    private static final int FEWEST_OF_TEXT = 20;

    private static final Set<Trait> SAYING_NOTHING = EnumSet.of(OPEN, LETTERS);
    private static final Set<Trait> SAYING_MUCH = EnumSet.of(
            SAME_ENDING,
            SAME_BEGINNING,
            REORDERED,
            ONE_CHOSEN,
            INPUT_NUMBER,
            OUTPUT_NUMBER,
            INPUT_LIST,
            INPUT_TEXT,
            LABELS);

    @SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
    private final Predicate<Look> test;

    Trait(Predicate<Look> test) {
        this.test = test;
    }

    /**
     * Examples of a task.
     *
     * @param labels how many outputs there can be; 0 if the set is open
     */
    record Look(List<Pair> pairs, int labels) {
        Look {
            pairs = List.copyOf(pairs);
        }

        /** What part of the examples passes, in [0, 1]; 0 if there are none. */
        double share(Predicate<Pair> passes) {
            return pairs.isEmpty() ? 0 : (double) pairs.stream().filter(passes).count() / pairs.size();
        }

        /** Whether most examples pass. */
        boolean mostly(Predicate<Pair> passes) {
            return share(passes) >= MOST_EXAMPLES;
        }

        Set<Trait> traits() {
            return Arrays.stream(Trait.values())
                    .filter(trait -> trait.test.test(this))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Trait.class)));
        }
    }

    /**
     * How much it says that a task has this trait: what most tasks have says nothing, and what few have by chance says
     * most.
     */
    int weight() {
        if (SAYING_NOTHING.contains(this)) {
            return 0;
        }
        return SAYING_MUCH.contains(this) ? 3 : 1;
    }

    /** As it is written in the bank. */
    static Trait named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Predicate<Look> most(Predicate<Pair> test) {
        return most(test, MOST_EXAMPLES);
    }

    private static Predicate<Look> most(Predicate<Pair> test, double share) {
        return look -> look.share(test) >= share;
    }
}
