package io.ape4j.propose.known;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Message;
import io.ape4j.propose.AnswerCleaner;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.Proposer.Proposal;
import io.ape4j.propose.Question;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A narrow question whose answer, a few words, completes an instruction. A small model that can't say what the
 * instruction was often can say in which language the outputs are, or what the chosen items have in common.
 */
public enum Angle {
    /** In which language are the outputs? */
    LANGUAGE("Translate the input into %s.") {
        @Override
        boolean fits(Set<Trait> traits, Trait.Look look) {
            return traits.containsAll(Set.of(Trait.OPEN, Trait.OTHER_WORDS, Trait.LETTERS))
                    && !traits.contains(Trait.INPUT_NUMBER)
                    && !traits.contains(Trait.INPUT_LIST);
        }

        @Override
        List<Message> messages(List<Pair> pairs) {
            return turns(
                    question(List.of("el agua está fría", "una carta para ti", "mañana salimos temprano")),
                    "Spanish",
                    question(List.of("the boat came back", "a kettle", "we left before dawn")),
                    "English",
                    question(List.of("le train de nuit", "il a plu", "une porte rouge")),
                    "French",
                    question(outputs(pairs)));
        }

        private static String question(List<String> texts) {
            return "Texts:\n" + String.join("\n", texts)
                    + "\n\nIn which language are these texts written? Name it in one word.";
        }
    },
    /** What do the items that are chosen have in common, and those that are left out not? */
    CHOSEN("Write only those items of the input that are %s.") {
        @Override
        boolean fits(Set<Trait> traits, Trait.Look look) {
            return look.mostly(Pair::isChosen);
        }

        @Override
        List<Message> messages(List<Pair> pairs) {
            final List<String> chosen =
                    pairs.stream().flatMap(pair -> pair.outputItems().stream()).toList();
            final List<String> left = pairs.stream()
                    .flatMap(pair -> Pair.items(pair.input()).stream())
                    .filter(item -> !chosen.contains(item))
                    .toList();
            return turns(
                    question(List.of("lisbon", "nairobi", "oslo"), List.of("carrot", "violin", "seven")),
                    "capital cities",
                    question(List.of("oak", "birch", "elm"), List.of("salmon", "tuesday", "red")),
                    "trees",
                    question(chosen, left));
        }

        private static String question(List<String> chosen, List<String> left) {
            return "Chosen: " + few(chosen) + "\nLeft out: " + few(left) + "\nThe chosen ones are all";
        }
    },
    /** What are the outputs? */
    KIND("Write the %s that belongs to the input.") {
        @Override
        boolean fits(Set<Trait> traits, Trait.Look look) {
            return traits.containsAll(Set.of(Trait.OPEN, Trait.OTHER_WORDS, Trait.LETTERS, Trait.OUTPUT_SHORT))
                    && !traits.contains(Trait.INPUT_NUMBER)
                    && !look.mostly(Pair::isChosen);
        }

        @Override
        List<Message> messages(List<Pair> pairs) {
            return turns(
                    question(List.of("doctor", "weaver", "blacksmith", "judge")),
                    "profession",
                    question(List.of("wood", "glass", "linen")),
                    "material",
                    question(List.of("Lisbon", "Nairobi", "Oslo")),
                    "capital city",
                    question(outputs(pairs)));
        }

        private static String question(List<String> words) {
            return "Words: " + few(words) + "\nEach of these is a";
        }
    },
    /** What is the output to the input? */
    ROLE("Write this for the input: %s.") {
        @Override
        boolean fits(Set<Trait> traits, Trait.Look look) {
            return KIND.fits(traits, look) && traits.contains(Trait.INPUT_SHORT);
        }

        @Override
        List<Message> messages(List<Pair> pairs) {
            return turns(
                    question(List.of(new Pair("knight", "night"), new Pair("pair", "pear"))),
                    "a word that sounds the same",
                    question(List.of(new Pair("tree", "oak"), new Pair("fish", "trout"))),
                    "an example of it",
                    question(List.of(
                            new Pair("Portugal", "Lisbon"), new Pair("Kenya", "Nairobi"), new Pair("Peru", "Lima"))),
                    "its capital city",
                    question(pairs));
        }

        private static String question(List<Pair> pairs) {
            return pairs.stream()
                    .map(pair -> pair.input() + " - " + pair.output())
                    .collect(Collectors.joining("\n", "", "\n\nWhat is the second to the first?"));
        }
    },
    /** How does the text after differ from the text before? */
    STYLE("Rewrite the input so that it is %s.") {
        @Override
        boolean fits(Set<Trait> traits, Trait.Look look) {
            return traits.containsAll(Set.of(Trait.INPUT_SENTENCE, Trait.OUTPUT_SENTENCE))
                    && (traits.contains(Trait.OWN_WORDS) || traits.contains(Trait.KEEPS_WORDS));
        }

        @Override
        List<Message> messages(List<Pair> pairs) {
            return turns(
                    question(List.of(
                            new Pair("We regret that the office is shut on Monday.", "office shut monday sorry"),
                            new Pair("Kindly remove your shoes.", "shoes off"))),
                    "shorter",
                    question(List.of(
                            new Pair("The soup is good.", "This soup is an absolute wonder!"),
                            new Pair("It rained.", "What a glorious downpour we had!"))),
                    "more enthusiastic",
                    question(List.of(
                            new Pair("he go home", "He goes home."), new Pair("they was late", "They were late."))),
                    "grammatically correct",
                    question(pairs));
        }

        private static String question(List<Pair> pairs) {
            return pairs.stream()
                    .map(pair -> "Before: " + pair.input() + "\nAfter: " + pair.output())
                    .collect(Collectors.joining(
                            "\n\n", "", "\n\nHow does each text after differ from the text before? It is"));
        }
    };

    private static final int MOST_TOKENS = 24;
    private static final int MOST_SHOWN = 8;
    private static final int MOST_WORDS = 6;
    private static final int MOST_TEXT_CHARS = 300;
    private static final AnswerCleaner CLEANER = new AnswerCleaner();
    private static final Pattern BEFORE_PHRASE = Pattern.compile(
            "(?i)^(?:(?:it|this|that) is |they are (?:all )?|the language is |each is |all )?(?:an? |the )?");

    private final String sentence;

    Angle(String sentence) {
        this.sentence = sentence;
    }

    /**
     * Those that suit a task.
     *
     * @param examples of {@code propose}, whose inputs have one field; with several fields none suits
     * @param labels the closed set of outputs; empty if it is open
     */
    public static List<Angle> of(List<Example> examples, Collection<String> labels) {
        final Trait.Look look = new Trait.Look(Pair.of(examples), labels.size());
        final Set<Trait> traits = look.traits();
        return Arrays.stream(values()).filter(angle -> angle.fits(traits, look)).toList();
    }

    abstract boolean fits(Set<Trait> traits, Trait.Look look);

    abstract List<Message> messages(List<Pair> pairs);

    /** One request. */
    public Asking<Proposal> ask(Proposer proposer, long seed) {
        final List<Pair> pairs = Pair.of(proposer.sampled(seed)).stream()
                .map(pair -> pair.cut(MOST_TEXT_CHARS))
                .toList();
        final Question question = new Question(angleName(), messages(pairs), MOST_TOKENS);
        return proposer.put(question, said -> instruction(said, question), seed);
    }

    /** As it stands in reports. */
    public String angleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@code said} completes; blank if it says too much, nothing, or only repeats a worked answer. */
    private String instruction(String said, Question question) {
        final String words = CLEANER.phrase(said)
                .map(phrase -> BEFORE_PHRASE.matcher(phrase).replaceFirst(""))
                .orElse("");
        final int length = Pair.length(words);
        return length == 0 || length > MOST_WORDS || (this != LANGUAGE && question.isWorked(words))
                ? ""
                : String.format(Locale.ROOT, sentence, words);
    }

    private static List<String> outputs(List<Pair> pairs) {
        return pairs.stream().map(Pair::output).toList();
    }

    private static String few(List<String> words) {
        return words.stream().distinct().limit(MOST_SHOWN).collect(Collectors.joining(", "));
    }

    /** Questions and answers in turn, beginning with a question. */
    private static List<Message> turns(String... texts) {
        final List<Message> messages = new ArrayList<>();
        Stream.of(texts)
                .forEach(text -> messages.add(messages.size() % 2 == 0 ? Message.user(text) : Message.assistant(text)));
        return messages;
    }
}
