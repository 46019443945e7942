package io.ape4j.run.tally;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.ModelRole;
import io.ape4j.propose.SanityCheck;
import io.ape4j.search.SearchListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts how answers end and why proposals are dismissed, and tells everything to another listener. */
public final class Tally extends SearchListener.Forwarding {
    private final Map<ModelRole, Map<Answer.Finish, Long>> finishes = new EnumMap<>(ModelRole.class);
    private final SortedMap<String, Long> dismissed = new TreeMap<>();
    private long proposals;

    public Tally(SearchListener next) {
        super(next);
    }

    /** What was counted so far. */
    public Counts counts() {
        return new Counts(proposals, dismissed, finishes);
    }

    @Override
    public void answered(Call call) {
        if (call.role() == ModelRole.PROPOSER) {
            proposals++;
        }
        finishes.computeIfAbsent(call.role(), role -> new EnumMap<>(Answer.Finish.class))
                .merge(call.answer().finish(), 1L, Long::sum);
        super.answered(call);
    }

    @Override
    public void dismissed(String operator, String said, String reason) {
        dismissed.merge(group(reason), 1L, Long::sum);
        super.dismissed(operator, said, reason);
    }

    /** Reasons that name an example are one. */
    private static String group(String reason) {
        if (reason.startsWith(COPIES_HELD_OUT)) {
            return "copies a held-out example";
        }
        return reason.startsWith(SanityCheck.COPIES) ? "copies an example" : reason;
    }
}
