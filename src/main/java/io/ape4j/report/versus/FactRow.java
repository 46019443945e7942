package io.ape4j.report.versus;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.report.page.Figures;
import io.ape4j.report.page.Reproduction;
import io.ape4j.run.RunResult;
import io.ape4j.search.SearchOutcome.Standing;
import io.ape4j.stats.PairedComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One fact of both runs. */
public record FactRow(String name, String a, String b) {
    private static final String NONE = "none";

    /** Whether they differ in it. */
    public boolean differs() {
        return !a.equals(b);
    }

    /** How the runs ended and what they took. */
    static List<FactRow> outcomes(Told a, Told b) {
        return joined(outcome(a), outcome(b));
    }

    /** What the runs were set to; of the strategy's numbers those in which they differ. */
    static List<FactRow> settings(Told a, Told b) {
        final List<FactRow> rows = new ArrayList<>(joined(setting(a), setting(b)));
        joined(parameters(a), parameters(b)).stream().filter(FactRow::differs).forEach(rows::add);
        return rows;
    }

    private static Map<String, String> parameters(Told told) {
        final Map<String, String> parameters = new LinkedHashMap<>();
        flatten("search", told.result().manifest().toJson().path("parameters"), parameters);
        return parameters;
    }

    private static void flatten(String path, JsonNode value, Map<String, String> into) {
        if (value.isObject()) {
            value.properties().forEach(field -> flatten(path + "." + field.getKey(), field.getValue(), into));
        } else {
            into.put(path, value.toString());
        }
    }

    private static List<FactRow> joined(Map<String, String> a, Map<String, String> b) {
        final Set<String> names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        return names.stream()
                .map(name -> new FactRow(name, a.getOrDefault(name, NONE), b.getOrDefault(name, NONE)))
                .toList();
    }

    private static Map<String, String> outcome(Told told) {
        final RunResult result = told.result();
        final Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "verdict on its own baseline",
                result.confirmation()
                        .map(confirmed -> confirmed.comparison().verdict().text())
                        .orElse("unconfirmed"));
        result.confirmation().ifPresent(confirmed -> {
            final PairedComparison comparison = confirmed.comparison();
            facts.put("winner on test", Figures.score(comparison.meanWinner()) + " of " + comparison.n());
            facts.put("baseline on test", Figures.score(comparison.meanBaseline()) + " of " + comparison.n());
        });
        if (result.isScored()) {
            final Standing standing = result.outcome().standing(result.outcome().winner());
            facts.put("winner on select", Figures.score(standing.mean()) + " of " + standing.examples());
            facts.put("winner made by", result.outcome().winner().lineage().operator());
        }
        facts.put("candidates", Figures.count(told.snapshot().candidates().size()));
        facts.put("why the search ended", result.outcome().ending().words());
        totals("search", result.searchTotal(), facts);
        totals("confirmation", result.confirming(), facts);
        return facts;
    }

    private static void totals(String phase, Totals totals, Map<String, String> into) {
        into.put(
                phase,
                Figures.count(totals.calls()) + " calls, " + Figures.count(totals.tokens()) + " tokens, cost "
                        + Figures.dollars(totals.cost()));
    }

    private static Map<String, String> setting(Told told) {
        final Map<String, String> facts = new LinkedHashMap<>();
        facts.put("task", told.result().task().name());
        for (final Reproduction.Fact fact : Reproduction.facts(told.result().manifest())) {
            facts.put(fact.name(), fact.value());
        }
        return facts;
    }
}
