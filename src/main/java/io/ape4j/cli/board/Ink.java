package io.ape4j.cli.board;

/** How a piece of text stands out, where colours are wanted. */
enum Ink {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    ADDED("32"),
    REMOVED("31");

    private static final String RESET = "\u001b[0m";

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String of(String text) {
        return code.isEmpty() ? text : "\u001b[" + code + "m" + text + RESET;
    }
}
