package io.ape4j.score.lint;

import io.ape4j.task.Split;
import io.ape4j.task.SplitSpec;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.List;

/** Whether the splits have enough examples for what they are for. */
final class SizeChecks {
    /** With fewer pairs that differ, the exact two-sided McNemar test at .05 can't be significant: 2 * .5^6 = .031. */
    private static final int LEAST_FOR_A_VERDICT = 6;

    private static final int FEW_PROPOSE = 5;
    private static final int FEW_SELECT = 30;
    private static final int FEW_TEST = 50;

    private final Task task;

    SizeChecks(Task task) {
        this.task = task;
    }

    List<Finding> findings() {
        final List<Finding> findings = new ArrayList<>();
        propose(count(Split.PROPOSE), findings);
        select(count(Split.SELECT), findings);
        test(count(Split.TEST), findings);
        capped(Split.SELECT, task.splits().selectCap(), "selectCap", findings);
        capped(Split.TEST, task.splits().testCap(), "testCap", findings);
        return findings;
    }

    private void propose(int count, List<Finding> findings) {
        if (count < FEW_PROPOSE) {
            findings.add(Finding.warning(
                    "few-propose",
                    Count.of(count, "example") + " in propose: too few to show the proposer what is wanted. "
                            + more(Split.PROPOSE, FEW_PROPOSE - count)));
        }
    }

    private void select(int count, List<Finding> findings) {
        if (count == 0) {
            findings.add(Finding.error(
                    "no-select",
                    "No example in select: nothing can score a candidate. " + more(Split.SELECT, FEW_SELECT)));
        } else if (count < FEW_SELECT) {
            findings.add(Finding.warning(
                    "few-select",
                    Count.of(count, "example") + " in select: luck will choose among candidates. "
                            + more(Split.SELECT, FEW_SELECT - count)));
        }
    }

    private void test(int count, List<Finding> findings) {
        if (count < LEAST_FOR_A_VERDICT) {
            findings.add(Finding.warning(
                    "no-verdict",
                    Count.of(count, "example") + " in test: however good a winner is, fewer than " + LEAST_FOR_A_VERDICT
                            + " can't confirm it. " + more(Split.TEST, FEW_TEST - count)));
        } else if (count < FEW_TEST) {
            final int points = (int) Math.ceil(100.0 * LEAST_FOR_A_VERDICT / count);
            findings.add(Finding.warning(
                    "few-test",
                    Count.of(count, "example") + " in test: only a gain of " + points
                            + " points or more can be confirmed. " + more(Split.TEST, FEW_TEST - count)));
        }
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

    /** What to do about too few; about so many more examples in all, given the split's share. */
    private String more(Split split, int missing) {
        final SplitSpec splits = task.splits();
        final double share = switch (split) {
            case PROPOSE -> splits.propose();
            case SELECT -> splits.select();
            case TEST -> splits.test();
        };
        if (share == 0) {
            return "Give " + split.fileName() + " a share in splits.";
        }
        return "Add about " + Count.of((int) Math.ceil(missing / share), "example") + ", or give " + split.fileName()
                + " a larger share in splits.";
    }

    private int count(Split split) {
        return (int) task.examples().stream()
                .filter(example -> example.split() == split)
                .count();
    }
}
