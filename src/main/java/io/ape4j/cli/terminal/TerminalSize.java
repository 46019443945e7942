package io.ape4j.cli.terminal;

/** How much a terminal can show at present. */
public record TerminalSize(int columns, int rows) {
    /** What is taken where nobody says. */
    public static final TerminalSize STANDARD = new TerminalSize(80, 24);

    private static final int LEAST_COLUMNS = 20;
    private static final int LEAST_ROWS = 3;

    /** A terminal that says it has nearly no room gets text that is cut at its edge. */
    public TerminalSize {
        columns = Math.max(LEAST_COLUMNS, columns);
        rows = Math.max(LEAST_ROWS, rows);
    }
}
