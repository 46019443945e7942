package io.ape4j.export.place;

import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user message between two lines that hold {@code ape:begin NAME} and {@code ape:end NAME}, in a file of any kind. In
 * YAML it is the one text that stands there as a value; in files that are text themselves the lines, without what they are
 * all indented by; in any other the one string between them that is delimited by three quotes or by backticks.
 */
public final class MarkedPlace extends MessagePlace {
    private static final Set<String> TEXTS = Set.of("txt", "text", "md", "markdown", "adoc", "rst", "");
    private static final Set<String> YAML = Set.of("yaml", "yml");
    private static final Pattern DELIMITED = Pattern.compile("(?s)(\"\"\"|'''|`)(.*?)\\1");
    private static final Pattern MARK = Pattern.compile("\\bape:(begin|end)[ \\t]+([\\w.-]*\\w)");

    private final String ending;

    /**
     * A place.
     *
     * @param file the name of its file
     */
    public MarkedPlace(String file, String marker, ExportFormat resources) {
        super(marker, resources);
        this.ending = file.substring(file.lastIndexOf('.') + 1 == 0 ? file.length() : file.lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT);
    }

    @Override
    Map<Role, Passage> messages(String source) {
        final Region region = region(source);
        final List<Passage> found = YAML.contains(ending)
                ? YamlPassage.in(source).stream()
                        .filter(scalar -> region.holds((YamlPassage) scalar))
                        .toList()
                : TEXTS.contains(ending)
                        ? List.of(new LinesPassage(source, region.from(), region.to()))
                        : delimited(source, region);
        if (found.size() != 1) {
            throw new IllegalArgumentException("between the marks of " + marker() + " there must be one "
                    + (YAML.contains(ending) ? "text as a value" : "string in three quotes or in backticks")
                    + ", and there are "
                    + found.size());
        }
        return Map.of(Role.USER, found.get(0));
    }

    private static List<Passage> delimited(String source, Region region) {
        final List<Passage> found = new ArrayList<>();
        final Matcher matcher = DELIMITED.matcher(source).region(region.from(), region.to());
        while (matcher.find()) {
            found.add(new DelimitedPassage(source, matcher.start(2), matcher.end(2), matcher.group(1)));
        }
        return found;
    }

    /** The lines between the marks. */
    private Region region(String source) {
        int from = -1;
        int to = -1;
        final Matcher marks = MARK.matcher(source);
        while (marks.find()) {
            if (!marks.group(2).equals(marker())) {
                continue;
            }
            if (marks.group(1).equals("begin")) {
                refuse(from >= 0, "begins twice");
                from = lineEnd(source, marks.end());
            } else {
                refuse(from < 0, "ends before it begins");
                refuse(to >= 0, "ends twice");
                to = Math.max(from, lineStart(source, marks.start()));
            }
        }
        if (from < 0) {
            throw new IllegalArgumentException("it has no line with \"ape:begin " + marker() + "\"; put one before the"
                    + " prompt and one with \"ape:end " + marker() + "\" behind it, in comments");
        }
        refuse(to < 0, "has no end (\"ape:end " + marker() + "\")");
        return new Region(from, to);
    }

    private void refuse(boolean wrong, String how) {
        if (wrong) {
            throw new IllegalArgumentException("the place " + marker() + " " + how + "; mark it by one pair of lines");
        }
    }

    private static int lineEnd(String source, int at) {
        int end = at;
        while (end < source.length() && source.charAt(end) != '\n' && source.charAt(end) != '\r') {
            end++;
        }
        return Math.min(source.length(), end + (source.startsWith("\r\n", end) ? 2 : 1));
    }

    private static int lineStart(String source, int at) {
        int start = at;
        while (start > 0 && source.charAt(start - 1) != '\n' && source.charAt(start - 1) != '\r') {
            start--;
        }
        return start;
    }

    /** Offsets in the file. */
    private record Region(int from, int to) {
        boolean holds(YamlPassage scalar) {
            return scalar.start() >= from && scalar.end() <= to;
        }
    }

    /** Whole lines, without what they are all indented by and without the last line's end. */
    private record LinesPassage(String source, int from, int to) implements Passage {
        @Override
        public String text() {
            final String margin = margin();
            final List<String> lines = new ArrayList<>();
            old().lines().forEach(line -> lines.add(line.isBlank() ? "" : line.substring(margin.length())));
            return String.join("\n", lines);
        }

        @Override
        public String with(int first, int last, String replacement) {
            final String said = text().substring(0, first) + replacement + text().substring(last);
            final String margin = margin();
            final StringBuilder lines = new StringBuilder();
            said.lines()
                    .forEach(line ->
                            lines.append(line.isEmpty() ? "" : margin + line).append('\n'));
            return source.substring(0, from) + LineEnds.like(source, lines.toString()) + source.substring(to);
        }

        private String old() {
            return LineEnds.plain(source.substring(from, to));
        }

        /** Where there are no lines yet, that of the mark. */
        private String margin() {
            final String whole =
                    old().isBlank() ? source.substring(lineStart(source, Math.max(0, from - 1)), from) : old();
            return whole.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.substring(
                            0, line.length() - line.stripLeading().length()))
                    .reduce((one, other) -> one.length() <= other.length() ? one : other)
                    .orElse("");
        }
    }

    /** Between delimiters of a language that is not known: what any of them could read otherwise is refused. */
    private record DelimitedPassage(String source, int from, int to, String delimiter) implements Passage {
        private static final Pattern READ_OTHERWISE = Pattern.compile("\\\\|\"\"\"|'''|`|\\$|#\\{|\"\\z|'\\z");

        @Override
        public String text() {
            return LineEnds.plain(source.substring(from, to));
        }

        @Override
        public void requireCertain() {
            doubt(text()).ifPresent(doubt -> {
                throw new IllegalArgumentException(doubt);
            });
        }

        private Optional<String> doubt(String said) {
            final int prefix = from - delimiter.length() - 1;
            if (prefix >= 0 && Character.isLetterOrDigit(source.charAt(prefix))) {
                return Optional.of(
                        "a letter before the quotes changes how they are read; take it away, or keep the prompt"
                                + " in a file of its own");
            }
            if (text().startsWith("\n")) {
                return Optional.of(
                        "its text begins with a line break, which some languages drop and others keep; begin it"
                                + " right behind the quotes");
            }
            return READ_OTHERWISE.matcher(said).find()
                    ? Optional.of(
                            "it has a backslash, a dollar sign, backticks or quotes that the language round it may"
                                    + " read otherwise; keep the prompt in a file of its own, and load that")
                    : Optional.empty();
        }

        @Override
        public String with(int first, int last, String replacement) {
            final String said = text().substring(0, first) + replacement + text().substring(last);
            doubt(said).ifPresent(doubt -> {
                throw new ExportRefused(doubt);
            });
            return source.substring(0, from) + LineEnds.like(source, said) + source.substring(to);
        }
    }
}
