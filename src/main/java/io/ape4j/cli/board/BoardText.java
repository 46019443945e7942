package io.ape4j.cli.board;

import io.ape4j.cli.terminal.Inert;
import io.ape4j.cli.terminal.TerminalSize;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchListener.Leader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The lines of the board, as many and as wide as a terminal can show. */
final class BoardText {
    private static final int LABEL_COLUMNS = 8;
    private static final int MOST_HEAD_COLUMNS = 79;
    private static final int MOST_BAR_CELLS = 30;
    private static final int LEAST_BAR_CELLS = 6;
    private static final int BRACKETS_AND_SPACE = 3;
    private static final int LINES_PER_LEADER = 3;
    private static final double NO_LIMIT = -1;

    private final boolean coloured;

    BoardText(boolean coloured) {
        this.coloured = coloured;
    }

    /**
     * What was heard, in lines that leave the last column free.
     *
     * @param now as {@link System#nanoTime()} tells it
     */
    List<String> lines(Heard heard, long now, TerminalSize size) {
        final int columns = size.columns() - 1;
        final List<Line> lines = new ArrayList<>(head(heard, now, columns));
        lines.addAll(budget(heard, now, columns));
        lines.addAll(pace(heard, now, columns));
        lines.addAll(leaders(heard, size.rows() - 1 - lines.size()));
        return lines.stream().map(line -> line.fitted(columns, coloured)).toList();
    }

    private static List<Line> head(Heard heard, long now, int columns) {
        final Line head = Line.of(Ink.BOLD, heard.phase());
        if (heard.generation() > 0) {
            head.add(Ink.BOLD, ", generation " + heard.generation());
        }
        final String left = heard.left(now)
                .map(rest -> "about " + Figures.time(rest) + " left")
                .orElse("");
        final int gap = Math.min(columns, MOST_HEAD_COLUMNS) - head.columns() - left.length();
        return gap < 1 ? List.of(head, Line.of(left)) : List.of(head.add(" ".repeat(gap) + left));
    }

    private static List<Line> budget(Heard heard, long now, int columns) {
        final Caps caps = heard.caps();
        final Totals spent = heard.search();
        final List<Row> rows = new ArrayList<>();
        if (heard.isUncapped()) {
            rows.add(new Row("calls", share(heard.answered(), heard.asked()), of(heard.answered(), heard.asked())));
        } else {
            final long most = caps.calls().orElse(0);
            rows.add(new Row("calls", share(spent.calls(), most), of(spent.calls(), most)));
        }
        rows.add(tokens(caps, heard));
        rows.add(money(caps, heard));
        rows.add(time(caps, heard.elapsed(now)));
        final int widest =
                rows.stream().mapToInt(row -> row.said().length()).max().orElse(0);
        final int cells = Math.min(MOST_BAR_CELLS, columns - LABEL_COLUMNS - BRACKETS_AND_SPACE - widest);
        return rows.stream().map(row -> row.line(cells)).toList();
    }

    private static Row tokens(Caps caps, Heard heard) {
        final long used = heard.search().tokens();
        return caps.tokens().isPresent()
                ? new Row(
                        "tokens",
                        share(used, caps.tokens().getAsLong()),
                        of(used, caps.tokens().getAsLong()))
                : new Row("tokens", NO_LIMIT, Figures.count(heard.all().tokens()));
    }

    /** The confirmation is paid from the same purse. */
    private static Row money(Caps caps, Heard heard) {
        final BigDecimal used = heard.all().cost();
        return caps.cost()
                .map(most -> new Row(
                        "money",
                        most.signum() == 0 ? 1 : used.doubleValue() / most.doubleValue(),
                        Figures.money(used) + " of " + Figures.money(most)))
                .orElseGet(() -> new Row("money", NO_LIMIT, Figures.money(used)));
    }

    private static Row time(Caps caps, Duration elapsed) {
        return caps.wallClock()
                .map(most -> new Row(
                        "time",
                        share(elapsed.toMillis(), most.toMillis()),
                        Figures.time(elapsed) + " of " + Figures.time(most)))
                .orElseGet(() -> new Row("time", NO_LIMIT, Figures.time(elapsed)));
    }

    private static double share(long used, long most) {
        return most == 0 ? 0 : (double) used / most;
    }

    private static String of(long used, long most) {
        return Figures.count(used) + " of " + Figures.count(most);
    }

    /** What was spent of one thing; a negative share where it has no limit. */
    private record Row(String label, double share, String said) {
        Line line(int cells) {
            final Line line = BoardText.label(label);
            if (cells < LEAST_BAR_CELLS) {
                return line.add(share < 0 ? said + ", no limit" : said);
            }
            final int full = (int) Math.round(Math.min(1, Math.max(0, share)) * cells);
            final String bar = share < 0
                    ? "no limit" + " ".repeat(Math.max(0, cells + 2 - "no limit".length()))
                    : "[" + "#".repeat(full) + "-".repeat(cells - full) + "]";
            return line.add(share < 0 ? Ink.FAINT : Ink.PLAIN, bar).add(" " + said);
        }
    }

    private static Line label(String label) {
        return Line.of(Ink.FAINT, label + " ".repeat(LABEL_COLUMNS - label.length()));
    }

    private static List<Line> pace(Heard heard, long now, int columns) {
        final List<String> pieces = new ArrayList<>();
        pieces.add(Figures.rate(heard.callsPerSecond(now)) + " calls/s");
        final Totals all = heard.all();
        final long share = all.calls() == 0 ? 0 : Math.round(100.0 * all.cached() / all.calls());
        pieces.add(Figures.count(all.cached()) + " from the cache (" + share + "%)");
        if (all.journaled() > 0) {
            pieces.add(Figures.count(all.journaled()) + " from the journal");
        }
        pieces.add(heard.retries() == 1 ? "1 retry" : Figures.count(heard.retries()) + " retries");
        heard.waits(now).ifPresent(wait -> pieces.add("next try in " + Figures.time(wait.plusSeconds(1))));
        pieces.add(Figures.count(heard.candidates(), "prompt"));
        return wrapped("pace", pieces, columns);
    }

    private static List<Line> wrapped(String label, List<String> pieces, int columns) {
        final List<Line> lines = new ArrayList<>();
        Line line = label(label);
        for (int i = 0; i < pieces.size(); i++) {
            final String piece = pieces.get(i) + (i < pieces.size() - 1 ? "," : "");
            if (line.columns() > LABEL_COLUMNS && line.columns() + 1 + piece.length() > columns) {
                lines.add(line);
                line = label("");
            }
            line.add(line.columns() > LABEL_COLUMNS ? " " + piece : piece);
        }
        lines.add(line);
        return lines;
    }

    private static List<Line> leaders(Heard heard, int room) {
        if (heard.leaders().isEmpty()) {
            return List.of(label("best").add(Ink.FAINT, "not known before a race has ended"));
        }
        final List<Line> lines = new ArrayList<>();
        final boolean isWide = room >= LINES_PER_LEADER * heard.leaders().size();
        for (int i = 0; i < heard.leaders().size(); i++) {
            final Leader leader = heard.leaders().get(i);
            lines.add(score(leader, i));
            lines.add(indented(Line.of(i == 0 ? Ink.BOLD : Ink.PLAIN, instruction(leader.candidate()))));
            if (isWide) {
                heard.firstParent(leader.candidate())
                        .flatMap(parent ->
                                Change.of(parent.prompt(), leader.candidate().prompt()))
                        .ifPresent(change -> lines.add(indented(change)));
            }
        }
        return lines;
    }

    private static Line score(Leader leader, int place) {
        final Candidate candidate = leader.candidate();
        final String parents = candidate.lineage().named();
        return Line.of(Ink.BOLD, (place + 1) + ". " + Figures.score(leader.mean()))
                .add(" (" + Figures.score(leader.interval().low()) + " to "
                        + Figures.score(leader.interval().high()) + ") on " + leader.examples())
                .add(
                        Ink.FAINT,
                        "  #" + candidate.number() + " "
                                + Inert.flat(candidate.lineage().operator())
                                + (parents.isEmpty() ? "" : " of " + parents));
    }

    private static Line indented(Line line) {
        return Line.of("   ").add(line);
    }

    private static String instruction(Candidate candidate) {
        final String said = Inert.flat(candidate.prompt().instruction());
        return said.isEmpty() ? "(no instruction)" : said;
    }
}
