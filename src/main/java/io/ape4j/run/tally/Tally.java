package io.ape4j.run.tally;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.ModelRole;
import io.ape4j.propose.SanityCheck;
import io.ape4j.search.SearchListener;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts how answers end, why proposals are dismissed and how races go, and tells everything to another listener. */
public final class Tally extends SearchListener.Forwarding {
    private final Map<ModelRole, Map<Answer.Finish, Long>> finishes = new EnumMap<>(ModelRole.class);
    private final SortedMap<String, Long> dismissed = new TreeMap<>();
    private final List<Counts.SetAside> setAside = new ArrayList<>();
    private final List<Counts.Race> races = new ArrayList<>();
    private long proposals;

    public Tally(SearchListener next) {
        super(next);
    }

    /** What was counted so far. */
    public Counts counts() {
        return new Counts(proposals, dismissed, setAside, races, finishes);
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
        if (reason.startsWith(COPIES_HELD_OUT)) {
            setAside.add(new Counts.SetAside(
                    operator, said, reason.substring(COPIES_HELD_OUT.length()).strip()));
        }
        super.dismissed(operator, said, reason);
    }

    @Override
    public void raced(int contenders, int surelyWorse, double errorRate) {
        races.add(new Counts.Race(contenders, surelyWorse, errorRate));
        super.raced(contenders, surelyWorse, errorRate);
    }

    /** Reasons that name an example are one. */
    private static String group(String reason) {
        if (reason.startsWith(COPIES_HELD_OUT)) {
            return "copies a held-out example";
        }
        return reason.startsWith(SanityCheck.COPIES) ? "copies an example" : reason;
    }
}
