package io.ape4j.cli.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.run.budget.Estimate;
import io.ape4j.run.budget.MeasuringEstimate;
import java.util.Locale;
import java.util.Optional;

/** An estimate in words, and for scripts. */
public final class EstimateText {
    private static final String UNKNOWN_COST = "cost unknown, because no price is known for a model (--prices FILE)";

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

    /** What scoring prompts will take. */
    public static String of(MeasuringEstimate estimate) {
        return String.format(
                Locale.ROOT,
                "estimate: %,d calls at most; about %,d tokens (%,d at most); %s",
                estimate.calls(),
                estimate.likelyTokens(),
                estimate.mostTokens(),
                estimate.cost()
                        .map(cost -> cost.most().signum() == 0
                                ? "no cost"
                                : String.format(Locale.ROOT, "about $%.2f ($%.2f at most)", cost.likely(), cost.most()))
                        .orElse(UNKNOWN_COST));
    }

    /** A warning of a limit under which not every example can be scored. */
    public static Optional<String> tooFewToMeasure(long calls, MeasuringEstimate estimate) {
        return calls >= estimate.calls()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "warning: of the %,d calls that this may take the limit admits %,d; raise it with --max-calls",
                        estimate.calls(),
                        calls));
    }

    /** The same for scripts. */
    public static ObjectNode json(String task, MeasuringEstimate estimate) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("dryRun", true);
        root.put("task", task);
        root.put("calls", estimate.calls());
        root.putObject("tokens").put("likely", estimate.likelyTokens()).put("high", estimate.mostTokens());
        final ObjectNode node = root.putObject("cost");
        estimate.cost().ifPresent(cost -> node.put("likely", cost.likely()).put("high", cost.most()));
        return root;
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
                .orElse(UNKNOWN_COST);
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
