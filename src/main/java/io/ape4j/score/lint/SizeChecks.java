package io.ape4j.score.lint;

import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the splits have enough examples for what they are for. */
final class SizeChecks {
    /** With fewer pairs that differ, the exact two-sided McNemar test at .05 can't be significant: 2 * .5^6 = .031. */
    private static final int LEAST_FOR_A_VERDICT = 6;

    private static final int FEW_PROPOSE = 5;
    private static final int FEW_SELECT = 30;
    private static final int FEW_TEST = 50;

    private final Task task;
    private final Headroom headroom;

    SizeChecks(Task task, Headroom headroom) {
        this.task = task;
        this.headroom = headroom;
    }

    List<Finding> findings() {
        final List<Finding> findings = new ArrayList<>();
        propose(count(Split.PROPOSE), findings);
        select(count(Split.SELECT), findings);
        test(count(Split.TEST), findings);
        missing().ifPresent(findings::add);
        capped(Split.SELECT, task.splits().selectCap(), "selectCap", findings);
        capped(Split.TEST, task.splits().testCap(), "testCap", findings);
        return findings;
    }

    private void propose(int count, List<Finding> findings) {
        if (count < FEW_PROPOSE) {
            findings.add(Finding.warning(
                    "few-propose",
                    Count.of(count, "example") + " in propose: too few to show the proposer what is wanted."
                            + more(Split.PROPOSE)));
        }
    }

    private void select(int count, List<Finding> findings) {
        if (count == 0) {
            findings.add(Finding.error(
                    "no-select",
                    "No example in select: nothing can score a candidate. Add examples, or give select a larger share in"
                            + " splits."));
        } else if (count < FEW_SELECT) {
            findings.add(Finding.warning(
                    "few-select",
                    Count.of(count, "example") + " in select: luck will choose among candidates."
                            + more(Split.SELECT)));
        }
    }

    private void test(int count, List<Finding> findings) {
        if (count < LEAST_FOR_A_VERDICT) {
            findings.add(Finding.warning(
                    "no-verdict",
                    Count.of(count, "example") + " in test: however good a winner is, fewer than " + LEAST_FOR_A_VERDICT
                            + " can't confirm it." + more(Split.TEST)));
        } else if (count < FEW_TEST) {
            findings.add(Finding.warning(
                    "few-test",
                    Count.of(count, "example") + " in test: " + headroom.shown()
                            + " Add examples; ape power says how many a gain needs."));
        }
    }

    private static String more(Split split) {
        return " Add examples, or give " + split.fileName() + " a larger share in splits.";
    }

    /** One answer to all that is too small: a number for each split would be taken for a sum. */
    private Optional<Finding> missing() {
        final List<String> advice = new ArrayList<>();
        int more = 0;
        for (final Split split : Split.values()) {
            final int missing = enough(split) - count(split);
            final double share = task.splits().share(split);
            if (missing > 0 && share == 0) {
                advice.add("Give " + split.fileName() + " a share in splits.");
            } else if (missing > 0) {
                more = Math.max(more, (int) Math.ceil(missing / share));
            }
        }
        if (more > 0) {
            advice.add("With about " + Count.of(more, "example") + " more in all, every split has enough; or give the"
                    + " small ones a larger share in splits.");
        }
        return advice.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.info("more-examples", String.join(" ", advice)));
    }

    private static int enough(Split split) {
        return switch (split) {
            case PROPOSE -> FEW_PROPOSE;
            case SELECT -> FEW_SELECT;
            case TEST -> FEW_TEST;
        };
    }

    private void capped(Split split, int cap, String key, List<Finding> findings) {
        final int count = count(split);
        if (count > cap) {
            findings.add(Finding.info(
                    "capped",
                    cap + " of the " + count + " examples in " + split.fileName() + " are used; raise splits." + key
                            + " to use more."));
        }
    }

    private int count(Split split) {
        return (int) task.examples().stream()
                .filter(example -> example.split() == split)
                .count();
    }
}
