package io.ape4j.score.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ape4j.score.text.TextPipeline.Kind;
import io.ape4j.task.MetricSpec.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextPipelineTest {
    /** The normaliser of the instruction-induction benchmark, step by step. */
    private static final List<Step> BENCHMARK = List.of(
            new Step("drop-text", List.of(" and ", "Sentence 1:", "Sentence 2:")),
            Step.of("trim"),
            Step.of("first-line"),
            Step.of("first-sentence"),
            Step.of("lower-case"),
            Step.of("hyphen-as-space"),
            Step.of("strip-punctuation"));

    static Stream<Arguments> extracting() {
        return Stream.of(
                arguments(step("first-line"), "\n \n Paris \nRome", " Paris "),
                arguments(step("first-line"), "one\r\ntwo", "one"),
                arguments(step("first-line"), " \n\t", ""),
                arguments(step("last-line"), "let me see\n42\n\n ", "42"),
                arguments(step("last-line"), "", ""),
                arguments(step("first-sentence"), "Yes. No.", "Yes"),
                arguments(step("first-sentence"), "no stop", "no stop"),
                arguments(step("first-sentence"), ".5", ""),
                arguments(step("first-word"), "  \"Positive\", I think", "Positive"),
                arguments(step("first-word"), "can't say", "can't"),
                arguments(step("first-word"), "?!", ""),
                arguments(step("last-number"), "3 + 4 = 7", "7"),
                arguments(step("last-number"), "The total is $1,234.50.", "1234.50"),
                arguments(step("last-number"), "from 5 to \u22123.5 degrees", "-3.5"),
                arguments(step("last-number"), "10-5", "5"),
                arguments(step("last-number"), "COVID-19", "19"),
                arguments(step("last-number"), "-$5", "-5"),
                arguments(step("last-number"), "12.05.2024", "2024"),
                arguments(step("last-number"), "it is .5", "0.5"),
                arguments(step("last-number"), "6.02e23 particles", "6.02e23"),
                arguments(step("last-number"), "1,2,3", "3"),
                arguments(step("last-number"), "1,0000", "0000"),
                arguments(step("last-number"), "none", ""),
                arguments(step("code-block"), "Sure:\n```sql\nSELECT 1\nFROM t\n```\nDone", "SELECT 1\nFROM t"),
                arguments(step("code-block"), "~~~~\na\n~~~\nb\n~~~~", "a\n~~~\nb"),
                arguments(step("code-block"), "```\ncut off", "cut off"),
                arguments(step("code-block"), "Sure: ```sql\nSELECT 1\n```\nok", "SELECT 1"),
                arguments(step("code-block"), "no fence", "no fence"),
                arguments(new Step("after", "####"), "1+1 #### 3 #### 2", " 2"),
                arguments(new Step("after", "####"), "2", "2"),
                arguments(step("strip-reasoning"), "<think>\nhm</think>\n\nParis", "Paris"),
                arguments(step("strip-reasoning"), "hm</think>Paris", "Paris"),
                arguments(step("strip-reasoning"), "<THINKING>never ends", ""),
                arguments(step("strip-reasoning"), "a <think>1</think>b<reasoning>2</reasoning> c", "a b c"),
                arguments(step("strip-reasoning"), "1 < 2 <thin>", "1 < 2 <thin>"),
                arguments(step("strip-quotes"), " \"Paris\" ", "Paris"),
                arguments(step("strip-quotes"), "\u201C'Paris'\u201D", "Paris"),
                arguments(step("strip-quotes"), "\"a\" and \"b\"", "\"a\" and \"b\""),
                arguments(step("strip-quotes"), "\"", "\""),
                arguments(new Step("strip-label", List.of("Output", "Answer")), "answer: Paris", "Paris"),
                arguments(new Step("strip-label", "Answer"), "**Answer:** Paris", "Paris"),
                arguments(new Step("strip-label", "Answer"), "**Answer**: *Paris*", "Paris*"),
                arguments(new Step("strip-label", "Answer"), "Answer :\n  Paris", "Paris"),
                arguments(new Step("strip-label", "Answer"), "Answers vary: no", "Answers vary: no"));
    }

    static Stream<Arguments> findingJson() {
        return Stream.of(
                arguments("Here: {\"a\": [1, \"}\"]} done {\"b\":1}", "{\"a\": [1, \"}\"]}"),
                arguments("[1] ```json\n{\"a\":1}\n``` ", "{\"a\":1}"),
                arguments("see [note] then [2, 3]", "[2, 3]"),
                arguments("{\"a\": {\"b\": 1}", "{\"b\": 1}"),
                arguments(" 42 ", "42"),
                arguments("\"text\"", "\"text\""),
                arguments("{'a': 1}", ""),
                arguments("no json", ""),
                arguments("", ""),
                arguments("{}", "{}"));
    }

    static Stream<Arguments> normalising() {
        return Stream.of(
                arguments(step("trim"), "\u00a0\t a b \n", "a b"),
                arguments(step("lower-case"), "\u0130STANBUL \u00C9", "i\u0307stanbul \u00E9"),
                arguments(step("strip-punctuation"), "it's $5.00 \u2014 (ok)", "its 500 \u2014 ok"),
                arguments(new Step("strip-punctuation", "unicode"), "it\u2019s $5 \u2014 \u00BFok?", "its 5  ok"),
                arguments(step("hyphen-as-space"), "well-known\u2010fact", "well known fact"),
                arguments(step("collapse-spaces"), "a \n\u00a0 b\t", "a b "),
                arguments(new Step("drop-words", List.of("the", "a")), "the cat, a theme", "  cat,   theme"),
                arguments(new Step("drop-words", "can"), "can can't", "  can't"),
                arguments(new Step("drop-text", List.of(" and ", "x.")), "a and b x.y", "a b  y"),
                arguments(step("strip-accents"), "\u00C9t\u00E9 na\u00EFve \u0915\u093F", "Ete naive \u0915\u093F"),
                arguments(step("number-format"), "1,000 and 2,500,000.75 but 1,2,3", "1000 and 2500000.75 but 1,2,3"),
                arguments(step("number-format"), "1\u202F000 1'000", "1000 1000"));
    }

    @ParameterizedTest
    @MethodSource({"extracting", "normalising"})
    void appliesTheStep(Step step, String text, String expected) {
        assertThat(TextPipeline.of(List.of(step), Kind.EXTRACT).apply(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource
    void findingJson(String text, String expected) {
        assertThat(TextPipeline.of(List.of(step("json")), Kind.EXTRACT).apply(text))
                .isEqualTo(expected);
    }

    @Test
    void appliesStepsInTheirOrder() {
        final List<Step> steps = List.of(step("first-line"), step("first-sentence"), step("lower-case"));

        assertThat(TextPipeline.of(steps, Kind.EXTRACT).apply("Yes. So\nNo")).isEqualTo("yes");
    }

    @Test
    void composesTextEvenWithoutSteps() {
        assertThat(TextPipeline.of(List.of(), Kind.NORMALISE).apply("e\u0301")).isEqualTo("\u00e9");
    }

    /** Expected values: the benchmark's own normaliser in Python. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            Sentence 1: The cat sat.|the cat sat
              Sentence 1:\\nfoo bar. baz|foo bar
            cats and dogs|cats dogs
            a and b and c|a b c
            a and and b|a and b
            Well-known\\nsecond line|well known
            3.14 is pi|3
            \\n\\n  leading blank|leading blank
            Don't stop! (really)|dont stop really
            UPPER-CASE, please|upper case please
            ...|''
            salt and pepper and\\nvinegar|salt pepper and
            \u00C9t\u00E9 \u00E0 Paris.|\u00E9t\u00E9 \u00E0 paris
             and start|start
            Sentence 2: Yes and no|yes no
            \u2019quote\u2019 \u2014 dash|\u2019quote\u2019 \u2014 dash
            snake_case $5.00|snakecase 5""")
    void expressesTheNormaliserOfTheInstructionInductionBenchmark(String text, String expected) {
        final TextPipeline pipeline = TextPipeline.of(BENCHMARK, Kind.NORMALISE);

        assertThat(pipeline.apply(text.replace("\\n", "\n"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "lowercase, '', did you mean \"lower-case\"?",
        "frist-line, '', did you mean \"first-line\"?",
        "xyzzy, '', 'known: after, code-block'",
        "trim, 3, takes no argument",
        "after, '', 'needs a text, e.g. after: \"####\"'",
        "drop-words, '', 'needs a list of texts'",
        "drop-words, of the, 'drops whole words and \"of the\" is not one'",
        "strip-punctuation, all, 'ascii (the 32 ASCII signs) or unicode'"
    })
    void refusesWhatItDoesNotKnowAndSaysWhatWouldDo(String name, String argument, String expected) {
        final List<Step> steps = List.of(step("trim"), new Step(name, argument));

        assertThatThrownBy(() -> TextPipeline.of(steps, Kind.NORMALISE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metric.normalise[1]")
                .hasMessageContaining(expected);
    }

    @Test
    void refusesListsOfAnythingButTexts() {
        final List<Object> mixed = new ArrayList<>(List.of("a", 3));

        assertThatThrownBy(() -> TextPipeline.of(List.of(new Step("drop-text", mixed)), Kind.EXTRACT))
                .hasMessageContaining("metric.extract[0]")
                .hasMessageContaining("[a, 3]");
    }

    private static Step step(String name) {
        return Step.of(name);
    }
}
