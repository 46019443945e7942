package io.ape4j.prompt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with slots. A slot is written <code>{{name}}</code>; a literal pair of braces is written <code>\{{</code>.
 *
 * <p>Rendering is one pass: what fills a slot is never read for slots again. A slot filled with blank text takes
 * along the template's own white space that follows it, or at the end of the text that before it, so that an empty part
 * leaves no hole.
 */
public final class TemplateText {
    private static final Pattern TOKEN = Pattern.compile("\\\\\\{\\{|\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*\\}\\}");

    private final String source;
    private final List<Segment> segments;

    private record Segment(String text, boolean isSlot) {}

    private TemplateText(String source, List<Segment> segments) {
        this.source = source;
        this.segments = List.copyOf(segments);
    }

    /** Reads the template language. Text such as <code>{{ 1 + 1 }}</code>, which names no slot, is literal. */
    public static TemplateText parse(String source) {
        final List<Segment> segments = new ArrayList<>();
        final StringBuilder literal = new StringBuilder();
        final Matcher matcher = TOKEN.matcher(source);
        int from = 0;
        while (matcher.find()) {
            literal.append(source, from, matcher.start());
            final String name = matcher.group(1);
            if (name == null) {
                literal.append("{{");
            } else {
                segments.add(new Segment(literal.toString(), false));
                literal.setLength(0);
                segments.add(new Segment(name, true));
            }
            from = matcher.end();
        }
        literal.append(source, from, source.length());
        segments.add(new Segment(literal.toString(), false));
        return new TemplateText(source, segments);
    }

    /** A template that renders exactly {@code text}. */
    public static TemplateText literal(String text) {
        return parse(escape(text));
    }

    /** Writes {@code text} so that {@link #parse} reads no slot in it. */
    public static String escape(String text) {
        return text.replace("{{", "\\{{");
    }

    /** The names of the slots in order of first appearance. */
    public Set<String> slots() {
        final Set<String> names = new LinkedHashSet<>();
        for (final Segment segment : segments) {
            if (segment.isSlot()) {
                names.add(segment.text());
            }
        }
        return names;
    }

    /**
     * Fills the slots.
     *
     * @param values the text of each slot; asked once per occurrence
     * @param vanishing whether a slot that is filled with blank text takes its white space along
     */
    public String render(Function<String, String> values, Function<String, Boolean> vanishing) {
        final StringBuilder out = new StringBuilder();
        boolean swallow = false;
        int filledUpTo = 0;
        for (int i = 0; i < segments.size(); i++) {
            final Segment segment = segments.get(i);
            if (!segment.isSlot()) {
                out.append(swallow ? segment.text().stripLeading() : segment.text());
                swallow = swallow && segment.text().isBlank();
                continue;
            }
            final String value = values.apply(segment.text());
            final boolean vanishes = value.isBlank() && vanishing.apply(segment.text());
            if (!vanishes) {
                out.append(value);
                filledUpTo = out.length();
                swallow = false;
            } else if (onlyBlankFollows(i)) {
                return out.substring(0, filledUpTo) + out.substring(filledUpTo).stripTrailing();
            } else {
                swallow = true;
            }
        }
        return out.toString();
    }

    private boolean onlyBlankFollows(int slot) {
        for (int i = slot + 1; i < segments.size(); i++) {
            if (segments.get(i).isSlot() || !segments.get(i).text().isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** The source as it was written. */
    @Override
    public String toString() {
        return source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TemplateText that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
