package io.ape4j.cli.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.Estimate;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** An estimate in words, and for scripts. */
public final class EstimateText {
    private EstimateText() {}

    public static String of(Estimate estimate) {
        return String.format(
                Locale.ROOT,
                "estimate: %,d to %,d search calls, likely %,d, and %,d to confirm; about %,d tokens, at most %,d; %s",
                estimate.fewestCalls(),
                estimate.mostCalls(),
                estimate.likelyCalls(),
                estimate.confirmationCalls(),
                estimate.likelyTokens(),
                estimate.mostTokens(),
                cost(estimate));
    }

    private static String cost(Estimate estimate) {
        final Optional<BigDecimal> likely = estimate.likelyCost();
        final Optional<BigDecimal> most = estimate.mostCost();
        if (likely.isEmpty() || most.isEmpty()) {
            return "cost unknown, because no price is known for a model (--prices FILE)";
        }
        return most.get().signum() == 0
                ? "no cost"
                : String.format(Locale.ROOT, "about $%.2f, at most $%.2f", likely.get(), most.get());
    }

    public static ObjectNode json(Plan plan, Estimate estimate) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("dryRun", true);
        root.put("task", plan.task().name());
        root.putObject("calls")
                .put("low", estimate.fewestCalls())
                .put("likely", estimate.likelyCalls())
                .put("high", estimate.mostCalls())
                .put("confirmation", estimate.confirmationCalls());
        root.putObject("tokens").put("likely", estimate.likelyTokens()).put("high", estimate.mostTokens());
        final ObjectNode cost = root.putObject("cost");
        estimate.likelyCost().ifPresent(usd -> cost.put("likely", usd));
        estimate.mostCost().ifPresent(usd -> cost.put("high", usd));
        return root;
    }
}
