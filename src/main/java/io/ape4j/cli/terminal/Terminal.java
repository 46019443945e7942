package io.ape4j.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a command prints: data to {@code out}, everything that is only for people's eyes to {@code err}. All text is
 * {@link Inert} when it leaves here.
 *
 * @param input answers to questions
 * @param screen the end of {@code err}, where lines are redrawn if it is live
 * @param abilities what can be done with {@code err} and {@code input}
 */
public record Terminal(PrintStream out, PrintStream err, InputStream input, Screen screen, Abilities abilities) {
    /**
     * What a terminal can do.
     *
     * @param isLive whether {@code err} is one that can redraw lines
     * @param isColoured whether colours are wanted there
     * @param isInteractive whether somebody can answer a question
     */
    public record Abilities(boolean isLive, boolean isColoured, boolean isInteractive) {
        /** Of streams that lead into files. */
        public static final Abilities NONE = new Abilities(false, false, false);
    }

    public Terminal {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(abilities, "abilities");
    }

    /** Prints to streams that are no terminals. */
    public static Terminal of(PrintStream out, PrintStream err) {
        return new Terminal(
                out, err, InputStream.nullInputStream(), new Screen(err, () -> TerminalSize.STANDARD), Abilities.NONE);
    }

    /** Whether lines can be redrawn. */
    public boolean isLive() {
        return abilities.isLive();
    }

    /** Whether somebody can answer a question. */
    public boolean isInteractive() {
        return abilities.isInteractive();
    }

    /** A line or several of data. */
    public void data(String text) {
        out.println(Inert.lines(text));
        out.flush();
    }

    /** Data as it is, for files that are printed. */
    public void raw(String text) {
        out.print(Inert.lines(text));
        out.flush();
    }

    public void json(JsonNode node) {
        out.println(Inert.json(node.toPrettyString()));
        out.flush();
    }

    /** A line or several for people. */
    public void note(String text) {
        screen.printAbove(Inert.lines(text));
    }

    /** What went wrong, with the program's name before it. */
    public void error(String text) {
        note("ape: " + text);
    }

    /** The whole cause of a failure, for who looks for it. */
    public void trace(Throwable failure) {
        final StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        note(trace.toString().stripTrailing());
    }

    /** Asks a question that is answered with y or n; no answer means no. */
    public boolean confirms(String question) {
        err.print(Inert.lines(question) + " [y/N] ");
        err.flush();
        try {
            // Not closed: the stream is not ours.
            final BufferedReader reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
            final String answer = reader.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the answer: " + e.getMessage(), e);
        }
    }
}
