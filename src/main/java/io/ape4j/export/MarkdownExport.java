package io.ape4j.export;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.ape4j.export.format.MessageFormat;
import io.ape4j.export.format.Provenance;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.OwnTemplate;
import io.ape4j.prompt.Role;
import io.ape4j.task.text.InertJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page for people: the messages in fenced blocks, and what is known about them. */
final class MarkdownExport extends MessageFormat {
    private static final double PERCENT = 100;
    private static final String MARKUP = "\\`*_[]<>&~";
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^## (system|user|assistant)\\n\\n(`{3,})text\\n(.*?)\\n\\2$");
    private static final double LEAST_SHOWN_P = 0.0001;

    @Override
    public String id() {
        return "md";
    }

    @Override
    protected Map<String, String> write(List<MessageTemplate> messages, Winner winner) {
        final Provenance provenance = winner.provenance();
        final StringBuilder out = new StringBuilder();
        out.append("# Prompt for ").append(inline(provenance.task())).append("\n\n");
        for (final MessageTemplate message : messages) {
            final String text = message.write();
            refuseControls(text);
            final String fence = fence(text);
            out.append("## ").append(message.role().wireName()).append("\n\n");
            out.append(fence)
                    .append("text\n")
                    .append(text)
                    .append('\n')
                    .append(fence)
                    .append("\n\n");
        }
        out.append("## Provenance\n\n").append(summary(provenance)).append('\n');
        return Map.of("prompt.md", out.toString());
    }

    @Override
    public boolean holdsProvenance() {
        return true;
    }

    /** Other Markdown is a prompt as it stands. */
    @Override
    public boolean isIn(String name, String text) {
        return name.toLowerCase(Locale.ROOT).endsWith(".md")
                && BLOCK.matcher(text).find();
    }

    @Override
    protected List<MessageTemplate> messages(Map<String, String> files) {
        final List<MessageTemplate> messages = new ArrayList<>();
        final Matcher block = BLOCK.matcher(OneFile.of(files));
        while (block.find()) {
            messages.add(new MessageTemplate(
                    Role.ofWireName(String.valueOf(block.group(1))),
                    new OwnTemplate().read(String.valueOf(block.group(3)))));
        }
        return messages;
    }

    private static String summary(Provenance provenance) {
        final StringBuilder out = new StringBuilder();
        final Provenance.Confirmed test = provenance.test();
        if (test == null) {
            out.append("- verdict: unconfirmed, the test examples were not read\n");
        } else {
            out.append(String.format(
                    Locale.ROOT,
                    "- verdict: %s\n- test: %.1f %% against %.1f %% for the baseline, %d examples, difference %+.1f to"
                            + " %+.1f points (95 %%), %s\n",
                    test.verdict(),
                    percent(test.winner()),
                    percent(test.baseline()),
                    test.examples(),
                    percent(test.lower()),
                    percent(test.upper()),
                    pValue(test.pValue())));
        }
        out.append(String.format(
                Locale.ROOT,
                "- select: %.1f %% on %d examples\n- seed: %d\n",
                percent(provenance.select().score()),
                provenance.select().examples(),
                provenance.seed()));
        provenance
                .models()
                .forEach((role, model) -> out.append("- ")
                        .append(inline(role))
                        .append(": ")
                        .append(inline(model))
                        .append('\n'));
        out.append("- prompt SHA-256: ").append(provenance.promptHash());
        return out.toString();
    }

    private static BigDecimal percent(double share) {
        return exact(share * PERCENT);
    }

    private static String pValue(double p) {
        return p < LEAST_SHOWN_P ? "p below 0.0001" : String.format(Locale.ROOT, "p = %.4f", exact(p));
    }

    /** Rounded from its shortest text, which before JDK 19 was not always what the JVM rounded from. */
    private static BigDecimal exact(double value) {
        return new BigDecimal(NumberOutput.toString(value, true));
    }

    /** A reader of Markdown, or whoever prints the page, would change or obey them, and fences have no escapes. */
    private static void refuseControls(String text) {
        if (text.codePoints().anyMatch(MarkdownExport::isControl)) {
            throw new ExportRefused("the prompt contains control characters, or such as turn the direction of text,"
                    + " which a page for people can't show; export it as json");
        }
    }

    private static boolean isControl(int codePoint) {
        return (Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t')
                || (codePoint >= '\u202A' && codePoint <= '\u202E')
                || (codePoint >= '\u2066' && codePoint <= '\u2069')
                || codePoint == '\u2028'
                || codePoint == '\u2029';
    }

    /** Names as text of a line: nothing in them is Markdown, HTML or a control. */
    private static String inline(String name) {
        final StringBuilder out = new StringBuilder();
        name.codePoints().forEach(codePoint -> {
            if (!InertJson.isHarmless(codePoint)) {
                out.append('\\').append(InertJson.escaped(codePoint));
            } else {
                out.append(MARKUP.indexOf(codePoint) >= 0 ? "\\" : "").appendCodePoint(codePoint);
            }
        });
        return out.toString();
    }

    /** More backticks than any run inside. */
    private static String fence(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence;
    }
}
