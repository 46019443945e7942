package io.ape4j.cli.board;

import io.ape4j.cli.terminal.Inert;
import io.ape4j.search.SearchListener.Leader;

/** How far a search is, on one line. */
final class PlainText {
    private static final int SHOWN_CHARACTERS = 90;

    private PlainText() {}

    static String line(Heard heard, long now) {
        final StringBuilder line = new StringBuilder(heard.phase());
        if (heard.generation() > 0) {
            line.append(" generation ").append(heard.generation());
        }
        line.append(": ").append(calls(heard));
        if (heard.retries() > 0) {
            line.append(", ").append(heard.retries()).append(heard.retries() == 1 ? " retry" : " retries");
        }
        line.append(", ").append(Figures.time(heard.elapsed(now)));
        heard.left(now)
                .ifPresent(rest ->
                        line.append(", about ").append(Figures.time(rest)).append(" left"));
        heard.leaders().stream().findFirst().ifPresent(best -> line.append("; ").append(best(best)));
        return line.toString();
    }

    private static String calls(Heard heard) {
        final long notBought = heard.all().calls() - heard.all().bought();
        final String calls = heard.isUncapped()
                ? Long.toString(heard.all().calls())
                : heard.search().calls() + "/" + heard.caps().calls().orElse(0);
        return calls + " calls" + (notBought == 0 ? "" : " (" + notBought + " not bought)");
    }

    private static String best(Leader best) {
        return "best " + Figures.score(best.mean()) + " ("
                + Figures.score(best.interval().low()) + " to "
                + Figures.score(best.interval().high()) + ") on " + Figures.count(best.examples(), "example") + ": "
                + Inert.line(best.candidate().prompt().instruction(), SHOWN_CHARACTERS);
    }
}
