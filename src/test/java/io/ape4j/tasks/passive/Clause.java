package io.ape4j.tasks.passive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who does what to whom, when and how: one row of {@code passive-voice.txt}.
 *
 * @param subject the one who acts
 * @param verb what is done
 * @param object to whom or what
 * @param tense e.g. {@code present-perfect} or {@code must have}
 * @param form plain statement, negated one or question
 * @param adverbials with their marks, in order
 */
record Clause(Noun subject, Verb verb, Noun object, String tense, Form form, List<String> adverbials) {
    /** Statement, or which kind of negation or question. */
    enum Form {
        STATEMENT,
        NOT,
        CONTRACTED_NOT,
        QUESTION
    }

    private static final String MARKS = ">=~*%";

    static Clause parse(String row) {
        final String[] cells = row.split("\\|", -1);
        if (cells.length != 5) {
            throw new IllegalArgumentException("not five cells: " + row);
        }
        final String tense = cells[3].strip();
        final Form form = form(tense);
        final List<String> adverbials = Arrays.stream(cells[4].split(" / ", -1))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
        return new Clause(
                Noun.parse(cells[0].strip()),
                Verb.parse(cells[1].strip()),
                Noun.parse(cells[2].strip()),
                tense.replaceFirst(" (not|n't|\\?)$", "").replace(" n't have", " have"),
                form,
                adverbials);
    }

    private static Form form(String tense) {
        if (tense.contains("n't")) {
            return Form.CONTRACTED_NOT;
        }
        return tense.endsWith("not") ? Form.NOT : tense.endsWith("?") ? Form.QUESTION : Form.STATEMENT;
    }

    boolean isNegated() {
        return form == Form.NOT || form == Form.CONTRACTED_NOT;
    }

    Optional<Noun> receiver() {
        return marked('>').findFirst().map(Noun::parse);
    }

    /** What says as what, or how, the object ends: "painted the fence <i>green</i>". */
    Optional<String> complement() {
        return marked('=').findFirst();
    }

    Optional<String> adverb() {
        return marked('~').findFirst();
    }

    Optional<String> manner() {
        return marked('%').findFirst();
    }

    Optional<String> time() {
        return marked('*').findFirst();
    }

    /** What may stand before or after the agent: unmarked adverbials and times. */
    List<String> tails() {
        return adverbials.stream()
                .filter(adverbial -> MARKS.indexOf(adverbial.charAt(0)) < 0 || adverbial.startsWith("*"))
                .map(adverbial -> adverbial.startsWith("*") ? adverbial.substring(1) : adverbial)
                .toList();
    }

    private Stream<String> marked(char mark) {
        return adverbials.stream()
                .filter(adverbial -> adverbial.charAt(0) == mark)
                .map(adverbial -> adverbial.substring(1));
    }
}
