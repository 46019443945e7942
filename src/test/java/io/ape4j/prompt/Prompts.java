package io.ape4j.prompt;

import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Prompts and texts for properties, made of what breaks templates. */
public final class Prompts {
    /** The fields of every prompt here, in order. */
    public static final List<String> FIELDS = List.of("text", "tone");

    private static final Arbitrary<String> PIECES = Arbitraries.of(
            "Rewrite it.",
            "{{text}}",
            "{{ tone }}",
            "{{instruction}}",
            "{{output}}",
            "\\{{",
            "{{",
            "}}",
            "{",
            "}",
            "\\",
            "$1",
            " ",
            "\n",
            "\n\n",
            "\t",
            "\r\n",
            "---user---",
            "\n---system---\n",
            "--- trigger ---",
            "```",
            "\uE000",
            "\uE0000\uE000",
            "Gr\u00fc\u00dfe",
            "\u6F22\u5B57",
            "\uD83D\uDE00",
            "e\u0301",
            "Output: x",
            "word");

    private Prompts() {}

    public static Arbitrary<String> texts() {
        return PIECES.list().ofMaxSize(5).map(pieces -> String.join("", pieces));
    }

    /** Mostly such as people and models write. */
    public static Arbitrary<String> tameTexts() {
        return Arbitraries.of(
                        "Rewrite it.",
                        "Keep the tone.",
                        "{braces}",
                        "{{x}}",
                        "Gr\u00fc\u00dfe",
                        "a\\b",
                        "50 %",
                        "\n",
                        "\n\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(pieces -> String.join(" ", pieces).strip());
    }

    /** {@link #FIELDS} with these values, in order. */
    public static Map<String, String> fields(String text, String tone) {
        final Map<String, String> fields = new LinkedHashMap<>();
        fields.put("text", text);
        fields.put("tone", tone);
        return fields;
    }

    /** Values for {@link #FIELDS}. */
    public static Arbitrary<Map<String, String>> values() {
        return Combinators.combine(texts(), texts()).as(Prompts::fields);
    }

    public static Arbitrary<Prompt> prompts() {
        return prompts(Arbitraries.oneOf(texts(), tameTexts()));
    }

    /** Of one stage, in every layout. */
    public static Arbitrary<Prompt> prompts(Arbitrary<String> texts) {
        return Combinators.combine(
                        Arbitraries.of(Layout.values()),
                        Arbitraries.of(DemonstrationsAs.values()),
                        texts,
                        Arbitraries.oneOf(Arbitraries.just(""), texts),
                        Arbitraries.oneOf(Arbitraries.just(""), texts),
                        demonstrations(texts),
                        Arbitraries.of(Part.INSTRUCTION, Part.DEMONSTRATIONS).set())
                .as(Prompts::prompt);
    }

    private static Prompt prompt(
            Layout layout,
            DemonstrationsAs as,
            String instruction,
            String format,
            String trigger,
            List<Demonstration> demonstrations,
            Set<String> frozen) {
        final SortedMap<String, Part> parts = new TreeMap<>();
        parts.put(Part.INSTRUCTION, new TextPart(instruction));
        parts.put(Part.OUTPUT_FORMAT, new TextPart(format));
        parts.put(Part.TRIGGER, new TextPart(trigger));
        parts.put(Part.DEMONSTRATIONS, new DemonstrationsPart(demonstrations));
        return new Prompt(List.of(new Stage("main", PromptTemplate.standard(FIELDS, layout, as), parts, frozen)));
    }

    private static Arbitrary<List<Demonstration>> demonstrations(Arbitrary<String> texts) {
        return Combinators.combine(texts, texts, texts, Arbitraries.oneOf(Arbitraries.just(""), texts))
                .as((text, tone, output, rationale) ->
                        new Demonstration(fields(text, tone), output, rationale.isEmpty() ? null : rationale, "user"))
                .list()
                .ofMaxSize(2);
    }
}
