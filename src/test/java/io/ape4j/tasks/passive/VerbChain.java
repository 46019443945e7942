package io.ape4j.tasks.passive;

import java.util.ArrayList;
import java.util.List;

/**
 * The verbs of a clause: {@code has been} + {@code eaten}, or {@code eats} without auxiliaries.
 *
 * @param auxiliaries the first is the one that is negated and that starts a question; may be empty
 * @param main the full verb in its form
 */
record VerbChain(List<String> auxiliaries, String main) {
    VerbChain {
        auxiliaries = List.copyOf(auxiliaries);
    }

    /** The chain of an active clause. */
    static VerbChain active(String tense, Noun subject, Verb verb) {
        return switch (tense) {
            case "present" -> new VerbChain(List.of(), presentForm(subject, verb));
            case "past" -> new VerbChain(List.of(), verb.past());
            case "present-progressive" -> new VerbChain(List.of(subject.agreeing("is")), verb.gerund());
            case "past-progressive" -> new VerbChain(List.of(subject.agreeing("was")), verb.gerund());
            case "present-perfect" -> new VerbChain(List.of(subject.agreeing("has")), verb.participle());
            case "past-perfect" -> new VerbChain(List.of("had"), verb.participle());
            case "going-to" -> new VerbChain(List.of(subject.agreeing("is"), "going", "to"), verb.base());
            case "have-to" -> new VerbChain(List.of(subject.agreeing("has"), "to"), verb.base());
            case "had-to" -> new VerbChain(List.of("had", "to"), verb.base());
            case "used-to" -> new VerbChain(List.of("used", "to"), verb.base());
            default -> modal(tense, verb);
        };
    }

    /** The chain of the passive clause in the same tense. */
    static VerbChain passive(String tense, Noun subject, Verb verb) {
        final List<String> auxiliaries = switch (tense) {
            case "present" -> List.of(subject.agreeing("is"));
            case "past" -> List.of(subject.agreeing("was"));
            case "present-progressive" -> List.of(subject.agreeing("is"), "being");
            case "past-progressive" -> List.of(subject.agreeing("was"), "being");
            case "present-perfect" -> List.of(subject.agreeing("has"), "been");
            case "past-perfect" -> List.of("had", "been");
            case "going-to" -> List.of(subject.agreeing("is"), "going", "to", "be");
            case "have-to" -> List.of(subject.agreeing("has"), "to", "be");
            case "had-to" -> List.of("had", "to", "be");
            case "used-to" -> List.of("used", "to", "be");
            default -> and(List.of(tense.split(" ", -1)), tense.endsWith(" have") ? "been" : "be");
        };
        return new VerbChain(auxiliaries, verb.participle());
    }

    /** The same with "do", where nothing else can be negated or start a question. */
    VerbChain withAuxiliary(String tense, Noun subject, Verb verb) {
        if (!auxiliaries.isEmpty()) {
            return this;
        }
        return new VerbChain(List.of(tense.equals("past") ? "did" : subject.agreeing("does")), verb.base());
    }

    private static VerbChain modal(String tense, Verb verb) {
        return new VerbChain(List.of(tense.split(" ", -1)), tense.endsWith(" have") ? verb.participle() : verb.base());
    }

    private static String presentForm(Noun subject, Verb verb) {
        return subject.plural() || subject.subject().equals("I") ? verb.base() : verb.thirdPerson();
    }

    private static List<String> and(List<String> words, String last) {
        final List<String> result = new ArrayList<>(words);
        result.add(last);
        return result;
    }
}
