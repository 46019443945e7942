package io.ape4j.cli.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.run.budget.Estimate;
import java.util.Locale;
import java.util.Optional;

/** An estimate in words, and for scripts. */
public final class EstimateText {
    private EstimateText() {}

    public static String of(Estimate estimate) {
        return String.format(
                Locale.ROOT,
                "estimate: %,d to %,d search calls, likely %,d, and %,d to confirm; about %,d tokens (%,d to %,d); %s",
                estimate.fewestCalls(),
                estimate.mostCalls(),
                estimate.likelyCalls(),
                estimate.confirmationCalls(),
                estimate.likelyTokens(),
                estimate.fewestTokens(),
                estimate.mostTokens(),
                cost(estimate));
    }

    /** A warning of a limit under which a search is hardly more than luck. */
    public static Optional<String> tooFew(long calls, long enough) {
        return calls >= enough
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "warning: %,d calls are few: candidates are compared on so few examples that luck decides; from"
                                + " about %,d on (--max-calls) all that are proposed get a first look and the best a"
                                + " second",
                        calls,
                        enough));
    }

    private static String cost(Estimate estimate) {
        return estimate.cost()
                .map(cost -> cost.high().signum() == 0
                        ? "no cost"
                        : String.format(
                                Locale.ROOT,
                                "about $%.2f ($%.2f to $%.2f, of which up to $%.2f to confirm)",
                                cost.likely(),
                                cost.low(),
                                cost.high(),
                                cost.confirmation()))
                .orElse("cost unknown, because no price is known for a model (--prices FILE)");
    }

    public static ObjectNode json(Plan plan, Estimate estimate, long enough) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("dryRun", true);
        root.put("task", plan.task().name());
        root.putObject("calls")
                .put("low", estimate.fewestCalls())
                .put("likely", estimate.likelyCalls())
                .put("high", estimate.mostCalls())
                .put("confirmation", estimate.confirmationCalls())
                .put("enough", enough);
        root.putObject("tokens")
                .put("low", estimate.fewestTokens())
                .put("likely", estimate.likelyTokens())
                .put("high", estimate.mostTokens());
        final ObjectNode node = root.putObject("cost");
        estimate.cost()
                .ifPresent(cost -> node.put("low", cost.low())
                        .put("likely", cost.likely())
                        .put("high", cost.high())
                        .put("confirmation", cost.confirmation()));
        return root;
    }
}
