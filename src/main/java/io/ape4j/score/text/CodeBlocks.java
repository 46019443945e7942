package io.ape4j.score.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds Markdown's fenced code blocks. */
final class CodeBlocks {
    private static final String BACKTICKS = "```";
    private static final int SHORTEST_FENCE = 3;

    private CodeBlocks() {}

    /** The contents of the fenced blocks, in order; a block without a closing fence reaches to the end. */
    static Stream<String> in(String text) {
        final List<String> blocks = new ArrayList<>();
        final StringBuilder block = new StringBuilder();
        String fence = "";
        for (final String line : text.lines().toList()) {
            final String stripped = Characters.trim(line);
            if (fence.isEmpty()) {
                fence = fenceOf(afterProse(stripped));
            } else if (stripped.startsWith(fence) && stripped.equals(fenceOf(stripped))) {
                blocks.add(block.toString());
                block.setLength(0);
                fence = "";
            } else {
                block.append(block.length() == 0 ? "" : "\n").append(line);
            }
        }
        if (!fence.isEmpty()) {
            blocks.add(block.toString());
        }
        return blocks.stream();
    }

    /** Models also open a block at the end of a line of prose, as in "Sure: ```sql". */
    private static String afterProse(String line) {
        final int at = line.indexOf(BACKTICKS);
        final boolean opens = at > 0
                && at == line.lastIndexOf(BACKTICKS)
                && line.substring(at).chars().noneMatch(Characters::isSpace);
        return opens ? line.substring(at) : line;
    }

    /** The fence that the line opens with, or an empty text; a line that also closes it is inline code. */
    private static String fenceOf(String line) {
        for (final char mark : new char[] {'`', '~'}) {
            int end = 0;
            while (end < line.length() && line.charAt(end) == mark) {
                end++;
            }
            if (end >= SHORTEST_FENCE && line.indexOf('`', end) < 0) {
                return line.substring(0, end);
            }
        }
        return "";
    }
}
