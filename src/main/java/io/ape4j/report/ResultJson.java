package io.ape4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.Answer;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.prompt.Demonstration;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.prompt.PromptLength;
import io.ape4j.prompt.Stage;
import io.ape4j.run.RunResult;
import io.ape4j.run.budget.Estimate;
import io.ape4j.run.journal.Event;
import io.ape4j.run.tally.Counts;
import io.ape4j.score.copied.Copied;
import io.ape4j.score.copied.HeldOut;
import io.ape4j.score.likelihood.Ranking;
import io.ape4j.search.Candidate;
import io.ape4j.search.Confirmation;
import io.ape4j.search.SearchOutcome;
import io.ape4j.search.resample.OperatorYield;
import io.ape4j.stats.PairedComparison;
import io.ape4j.task.Split;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The object that {@code ape search --json} prints and {@code result.json} holds; {@code docs/cli.md} lists its keys. */
public final class ResultJson {
    /** The verdict on a run that was not confirmed. */
    public static final String UNCONFIRMED = "unconfirmed";

    private static final double NANOS_PER_SECOND = 1e9;

    private ResultJson() {}

    /**
     * Writes a result.
     *
     * @param exports files that were written, relative to the current folder
     * @param elapsed of this invocation
     */
    public static ObjectNode of(String run, RunResult result, List<String> exports, Duration elapsed) {
        final SearchOutcome outcome = result.outcome();
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("run", run);
        root.put("task", result.task().name());
        root.put("verdict", verdict(result));
        root.put("ending", ending(result));
        if (result.confirmation().isEmpty()) {
            root.put("unconfirmed", result.unconfirmed());
        }
        root.set("winner", prompt(outcome.winner(), result));
        root.set("baseline", prompt(outcome.baseline(), result));
        final SearchOutcome.Standing standing = outcome.standing(outcome.winner());
        final ObjectNode select =
                root.putObject("select").put("score", standing.mean()).put("examples", standing.examples());
        final Ranking rankBy = result.manifest().parameters().rankBy();
        if (rankBy != Ranking.METRIC) {
            select.put("rankedBy", rankBy.configName());
        }
        result.confirmation().ifPresent(confirmed -> root.set("test", test(confirmed, result)));
        root.set("calls", calls(result));
        root.set("proposals", proposals(result.counts()));
        root.set("setAside", setAside(result.counts()));
        root.set("races", races(result.counts()));
        root.set("answers", answers(result.counts()));
        root.put("tokens", result.searchTotal().tokens() + result.confirming().tokens());
        root.put("cost", result.searchTotal().cost().add(result.confirming().cost()));
        root.putObject("spent")
                .put("attempts", result.spent().calls())
                .put("tokens", result.spent().tokens())
                .put("cost", result.spent().cost());
        root.set("estimate", estimate(result.estimate()));
        root.put("seconds", elapsed.toNanos() / NANOS_PER_SECOND);
        exports.forEach(root.putArray("exports")::add);
        root.set("operators", operators(outcome.operators()));
        root.set("front", front(result));
        root.set("candidates", candidates(outcome));
        return root;
    }

    /** Why the search ended, or what stopped the run. */
    public static String ending(RunResult result) {
        return result.stopped()
                .map(Event.Reason::words)
                .orElse(result.outcome().ending().words());
    }

    /** The verdict in the words of the final test, or {@code unconfirmed}. */
    public static String verdict(RunResult result) {
        return result.confirmation()
                .map(confirmed -> confirmed.comparison().verdict().text())
                .orElse(UNCONFIRMED);
    }

    private static ObjectNode prompt(Candidate candidate, RunResult result) {
        final Prompt prompt = candidate.prompt();
        final Stage stage = prompt.answering();
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("instruction", stage.text(Part.INSTRUCTION));
        node.put("outputFormat", stage.text(Part.OUTPUT_FORMAT));
        final ArrayNode demonstrations = node.putArray("demonstrations");
        for (final Demonstration demonstration : stage.demonstrations()) {
            final ObjectNode shown = demonstrations.addObject();
            demonstration.fields().forEach(shown.putObject("fields")::put);
            shown.put("output", demonstration.output());
        }
        node.put("trigger", stage.text(Part.TRIGGER));
        node.put("rendered", rendered(prompt, result.task().about().fields()));
        return node;
    }

    /** The messages of the answering stage with <code>{{field}}</code> where the input goes. */
    public static String rendered(Prompt prompt, List<String> fields) {
        final Map<String, String> slots = new LinkedHashMap<>();
        fields.forEach(field -> slots.put(field, "{{" + field + "}}"));
        final Map<String, String> earlier = new LinkedHashMap<>();
        prompt.stages().forEach(stage -> earlier.put(stage.name(), "{{stage." + stage.name() + "}}"));
        final List<Message> messages = prompt.answering().render(slots, earlier);
        if (messages.size() == 1) {
            return messages.get(0).text();
        }
        final StringBuilder out = new StringBuilder();
        messages.forEach(message -> out.append("---")
                .append(message.role().wireName())
                .append("---\n")
                .append(message.text())
                .append("\n\n"));
        return out.toString().stripTrailing();
    }

    private static ObjectNode test(Confirmation.Result confirmed, RunResult result) {
        final PairedComparison comparison = confirmed.comparison();
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("winner", comparison.meanWinner());
        node.put("baseline", comparison.meanBaseline());
        node.put("n", comparison.n());
        node.put("difference", comparison.difference());
        node.putArray("interval")
                .add(comparison.interval().low())
                .add(comparison.interval().high());
        node.put("pValue", comparison.pValue());
        node.put("method", comparison.test());
        confirmed.needed().ifPresent(needed -> node.put("needed", needed));
        node.put("earlierReadings", result.earlierReadings());
        final List<Copied> copied = copied(result);
        if (!copied.isEmpty()) {
            final ArrayNode ids = node.putArray("copied");
            copied.forEach(copy -> ids.add(copy.id()));
        }
        return node;
    }

    /** What the winner holds of the test examples; looked at only once it is fixed. */
    static List<Copied> copied(RunResult result) {
        return HeldOut.of(result.task(), Split.TEST)
                .in(result.outcome().winner().prompt());
    }

    private static ObjectNode calls(RunResult result) {
        final Totals search = result.searchTotal();
        final Totals confirming = result.confirming();
        final Totals all = search.plus(confirming);
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("search", search.calls());
        node.put("confirmation", confirming.calls());
        node.put("bought", all.bought());
        node.put("cached", all.cached());
        node.put("replayed", all.journaled());
        final ObjectNode roles = node.putObject("byRole");
        result.search().forEach((role, totals) -> roles.put(role.fileName(), totals.calls()));
        return node;
    }

    private static ObjectNode estimate(Estimate estimate) {
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("calls", estimate.likelyCalls() + estimate.confirmationCalls());
        node.put("tokens", estimate.likelyTokens());
        estimate.cost().ifPresent(cost -> node.put("cost", cost.likely()));
        return node;
    }

    private static ObjectNode proposals(Counts counts) {
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("asked", counts.proposals());
        counts.dismissed().forEach(node.putObject("dismissed")::put);
        return node;
    }

    private static ArrayNode setAside(Counts counts) {
        final ArrayNode all = JsonNodeFactory.instance.arrayNode();
        counts.setAside()
                .forEach(prompt -> all.addObject()
                        .put("operator", prompt.operator())
                        .put("instruction", prompt.instruction())
                        .put("example", prompt.example()));
        return all;
    }

    private static ArrayNode races(Counts counts) {
        final ArrayNode all = JsonNodeFactory.instance.arrayNode();
        counts.races()
                .forEach(race -> all.addObject()
                        .put("contenders", race.contenders())
                        .put("surelyWorse", race.surelyWorse())
                        .put("errorRate", race.errorRate()));
        return all;
    }

    private static ObjectNode answers(Counts counts) {
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        counts.finishes()
                .keySet()
                .forEach(role -> node.putObject(role.fileName())
                        .put("cut", counts.of(role, Answer.Finish.LENGTH))
                        .put("contextExceeded", counts.of(role, Answer.Finish.CONTEXT_EXCEEDED))
                        .put("contentFiltered", counts.of(role, Answer.Finish.CONTENT_FILTERED)));
        return node;
    }

    private static ArrayNode operators(List<OperatorYield> yields) {
        final int tried = yields.stream().mapToInt(OperatorYield::tried).sum();
        final ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (final OperatorYield brought : yields) {
            all.addObject()
                    .put("operator", brought.operator())
                    .put("tried", brought.tried())
                    .put("share", (double) brought.tried() / tried)
                    .put("children", brought.children())
                    .put("better", brought.better())
                    .put("meanGain", brought.meanGain())
                    .put("calls", brought.calls())
                    .put("gainPerCall", brought.gainPerCall());
        }
        return all;
    }

    private static ArrayNode front(RunResult result) {
        final List<String> fields = result.task().about().fields();
        final ArrayNode front = JsonNodeFactory.instance.arrayNode();
        for (final SearchOutcome.Standing standing : result.outcome().front(fields)) {
            front.addObject()
                    .put("number", standing.candidate().number())
                    .put(
                            "promptTokens",
                            PromptLength.tokens(standing.candidate().prompt(), fields))
                    .put("score", standing.mean())
                    .put("examples", standing.examples());
        }
        return front;
    }

    private static ArrayNode candidates(SearchOutcome outcome) {
        final ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (final Candidate candidate : outcome.candidates()) {
            final SearchOutcome.Standing standing = outcome.standing(candidate);
            final ObjectNode node = all.addObject();
            node.put("number", candidate.number());
            node.put("operator", candidate.lineage().operator());
            node.put("generation", candidate.lineage().generation());
            candidate.lineage().parents().forEach(node.putArray("parents")::add);
            node.put("score", standing.mean());
            node.put("examples", standing.examples());
            node.set(
                    "prompt",
                    PromptJson.write(candidate.prompt()).get("stages").get(0).get("parts"));
        }
        return all;
    }
}
