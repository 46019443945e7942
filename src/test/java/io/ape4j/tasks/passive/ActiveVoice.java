package io.ape4j.tasks.passive;

import java.util.ArrayList;
import java.util.List;

/** Says a {@link Clause} in the active voice. */
final class ActiveVoice {
    private ActiveVoice() {}

    static String of(Clause clause) {
        final boolean asksWho = clause.subject().isWho();
        final boolean question = clause.form() == Clause.Form.QUESTION;
        final VerbChain plain = VerbChain.active(clause.tense(), clause.subject(), clause.verb());
        final VerbChain chain = clause.isNegated() || (question && !asksWho)
                ? plain.withAuxiliary(clause.tense(), clause.subject(), clause.verb())
                : plain;
        final List<String> words = new ArrayList<>();
        words.add(clause.subject().subject());
        final List<String> auxiliaries = new ArrayList<>(chain.auxiliaries());
        if (!auxiliaries.isEmpty()) {
            final String first = Negation.applied(clause.form(), auxiliaries.remove(0));
            words.add(question && !asksWho ? 0 : 1, first);
        }
        clause.adverb().ifPresent(words::add);
        words.addAll(auxiliaries);
        words.add(chain.main());
        words.add(clause.verb().particle());
        clause.receiver().ifPresent(receiver -> words.add(receiver.object()));
        words.add(clause.object().object());
        clause.complement().ifPresent(words::add);
        clause.manner().ifPresent(words::add);
        words.addAll(clause.tails());
        return Sentences.of(words, question);
    }
}
