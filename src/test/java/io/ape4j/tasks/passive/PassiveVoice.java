package io.ape4j.tasks.passive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Says a {@link Clause} in the passive voice, in every order that is good English, the plainest first. */
final class PassiveVoice {
    private final Clause clause;
    private final boolean question;
    private final Set<String> sentences = new LinkedHashSet<>();

    private PassiveVoice(Clause clause) {
        this.clause = clause;
        this.question = clause.form() == Clause.Form.QUESTION;
    }

    static List<String> of(Clause clause) {
        final PassiveVoice passive = new PassiveVoice(clause);
        clause.receiver()
                .ifPresent(receiver -> passive.about(receiver, clause.object().object(), clause.tails()));
        final List<String> tails = new ArrayList<>(clause.tails());
        clause.receiver().ifPresent(receiver -> tails.add(0, "to " + receiver.object()));
        passive.about(clause.object(), "", tails);
        return List.copyOf(passive.sentences);
    }

    /** Adds the sentences about one subject; of two objects, the other one is kept behind the verb. */
    private void about(Noun subject, String kept, List<String> tails) {
        final VerbChain chain = VerbChain.passive(clause.tense(), subject, clause.verb());
        final String first = chain.auxiliaries().get(0);
        final Words words = new Words(
                subject.subject(),
                chain.auxiliaries().subList(1, chain.auxiliaries().size()),
                Stream.of(
                                chain.main(),
                                clause.verb().particle(),
                                kept,
                                clause.complement().orElse(""))
                        .toList(),
                tails);
        if (clause.subject().isWho()) {
            askWho(words, first);
        } else if (clause.subject().isNobody()) {
            for (final String negated : Negation.bothWays(Clause.Form.NOT, first)) {
                arrange(words, negated, "by anybody");
                arrange(words, negated, "by anyone");
            }
            arrange(words, first, "by nobody");
            arrange(words, first, "by no one");
        } else if (clause.isNegated()) {
            Negation.bothWays(clause.form(), first).forEach(negated -> arrange(words, negated, agent()));
        } else {
            arrange(words, first, agent());
        }
    }

    private String agent() {
        return "by " + clause.subject().object();
    }

    private void askWho(Words words, String first) {
        final List<String> asked = joined(List.of(List.of(first, words.subject()), words.rest(), words.end()));
        sentences.add(Sentences.of(joined(List.of(List.of("who"), asked, List.of("by"), words.tails())), true));
        sentences.add(Sentences.of(joined(List.of(List.of("by whom"), asked, words.tails())), true));
    }

    private void arrange(Words words, String first, String agent) {
        final List<String> start = new ArrayList<>(List.of(words.subject()));
        start.add(question ? 0 : 1, first);
        clause.adverb().ifPresent(start::add);
        if (clause.manner().isPresent()) {
            arrangeManner(words, start, agent, clause.manner().get());
            return;
        }
        place(joined(List.of(start, words.rest(), words.end())), words.tails(), agent);
        if (words.tails().equals(List.of("yet")) && !question) {
            place(joined(List.of(start, words.tails(), words.rest(), words.end())), List.of(), agent);
        }
    }

    private void arrangeManner(Words words, List<String> start, String agent, String manner) {
        final List<String> how = List.of(manner);
        place(joined(List.of(start, words.rest(), how, words.end())), words.tails(), agent);
        place(joined(List.of(start, words.rest(), words.end(), how)), words.tails(), agent);
        place(joined(List.of(start, words.rest(), words.end())), words.tails(), agent + " " + manner);
        if (words.rest().contains("being")) {
            place(joined(List.of(start, how, words.rest(), words.end())), words.tails(), agent);
        }
    }

    /** The agent before, between and after the adverbials; then with the time in front. */
    private void place(List<String> core, List<String> tails, String agent) {
        for (int at = 0; at <= tails.size(); at++) {
            final List<String> end = new ArrayList<>(tails);
            end.add(at, agent);
            sentences.add(Sentences.of(joined(List.of(core, end)), question));
        }
        if (clause.time().isEmpty() || question) {
            return;
        }
        final String time = clause.time().get();
        final List<String> others =
                tails.stream().filter(tail -> !tail.equals(time)).toList();
        for (int at = 0; at <= others.size(); at++) {
            final List<String> end = new ArrayList<>(others);
            end.add(at, agent);
            sentences.add(Sentences.of(joined(List.of(List.of(time + ","), core, end)), false));
        }
    }

    private static List<String> joined(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    /**
     * The words around the first auxiliary and the agent.
     *
     * @param subject what stands first
     * @param rest the other auxiliaries
     * @param end participle and what stays with it
     * @param tails what may stand before or after the agent
     */
    private record Words(String subject, List<String> rest, List<String> end, List<String> tails) {}
}
