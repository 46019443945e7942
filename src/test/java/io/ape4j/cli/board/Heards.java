package io.ape4j.cli.board;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.SearchLedger;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchListener.Leader;
import io.ape4j.stats.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a search tells its listener, as tests need it: real calls, counted by a real ledger. */
final class Heards {
    static final long SECOND = 1_000_000_000L;

    private final SearchLedger ledger = new SearchLedger(Caps.NONE);
    private int calls;

    /** The next answer of the executor, as the interview tells of it. */
    void answer(SearchListener listener, Call.Source source) {
        final Call call = call(source);
        ledger.settle(call);
        listener.counted(ledger.total(), SearchLedger.Totals.NOTHING);
        listener.answered(call);
    }

    private Call call(Call.Source source) {
        calls++;
        final Request request = Request.chat(List.of(Message.user("x" + calls)), 4);
        return new Call(
                CallKey.of(new ModelIdentity("p", "", "m", Map.of(), true), request),
                ModelRole.EXECUTOR,
                request,
                Answer.of("y", Answer.Finish.STOP, new Usage(150, 4, false)),
                new BigDecimal("0.0004"),
                Duration.ZERO,
                source);
    }

    static Candidate candidate(int number, String instruction, String operator, Integer... parents) {
        final PromptTemplate template = PromptTemplate.standard(List.of("input"), Layout.USER, DemonstrationsAs.TEXT);
        return new Candidate(
                number,
                Prompt.ofInstruction(template, instruction),
                new Candidate.Lineage(List.of(parents), operator, parents.length));
    }

    static Leader leader(Candidate candidate, double mean, int examples, double low, double high) {
        return new Leader(candidate, mean, examples, new Interval(low, high));
    }
}
