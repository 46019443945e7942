package io.ape4j.export.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.export.Exports;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Demonstration;
import io.ape4j.prompt.DemonstrationsPart;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.PromptTemplate.TemplateMessage;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.TemplateText;
import io.ape4j.prompt.TextPart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be put back where it was read, and what a user reads then. */
class RewritingTest {
    private static final List<String> FIELDS = List.of("text");
    private static final PromptTemplate TEMPLATE = PromptTemplate.standard(FIELDS, Layout.USER, DemonstrationsAs.TEXT);
    private static final String SOURCE = "ape:begin P\nSort it.\n\n{{text}}\nape:end P\n";

    @TempDir
    private Path folder;

    private final MarkedPlace place = new MarkedPlace("a.md", "P", Exports.named("langchain4j"));
    private final Rewriting rewriting = new Rewriting(place, FIELDS, TEMPLATE);
    private final Prompt before = place.read(SOURCE, FIELDS, TEMPLATE).prompt();

    @Test
    void thePlaceIsRewritten() {
        final Prompt after = before.with(Part.INSTRUCTION, new TextPart("Order it."));

        assertThat(rewriting.rewrite(SOURCE, before, after)).isEqualTo(SOURCE.replace("Sort", "Order"));
    }

    @Test
    void signsOfMarkupAreEscapedInATemplateOfSemanticKernel() {
        final String source = sorting("<message role=\"user\">Sort it.\n\n  {{$text}}</message>");
        final WholeFile file = new WholeFile("prompt.yaml", Exports.named("semantic-kernel"));
        final Prompt old = file.read(source, FIELDS, TEMPLATE).prompt();
        final Prompt better = old.with(Part.INSTRUCTION, new TextPart("Keep <b> & \"c\" ]]> as they are."));

        final String written = new Rewriting(file, FIELDS, TEMPLATE).rewrite(source, old, better);

        assertThat(written).isEqualTo(source.replace("Sort it.", "Keep &lt;b&gt; &amp; \"c\" ]]&gt; as they are."));
        assertThat(new Rewriting(file, FIELDS, TEMPLATE).rewrite(written, better, old))
                .isEqualTo(source);
    }

    @Test
    void signsOfMarkupStayAsTheyAreInATemplateOfSemanticKernelWithoutMessages() {
        final String source = sorting("Sort it.\n\n  {{$text}}");
        final WholeFile file = new WholeFile("prompt.yaml", Exports.named("semantic-kernel"));
        final Prompt old = file.read(source, FIELDS, TEMPLATE).prompt();
        final Prompt better = old.with(Part.INSTRUCTION, new TextPart("Keep <b> & c."));

        assertThat(new Rewriting(file, FIELDS, TEMPLATE).rewrite(source, old, better))
                .isEqualTo(source.replace("Sort it.", "Keep <b> & c."));
    }

    private static String sorting(String template) {
        return "name: sort\ntemplate_format: semantic-kernel\ntemplate: |-\n  " + template + "\n";
    }

    @Test
    void aPlaceThatIsNoLongerWhatWasReadIsRefused() {
        assertThatThrownBy(() -> rewriting.rewrite(SOURCE.replace("Sort", "Mix"), before, before))
                .isInstanceOf(ExportRefused.class)
                .hasMessage("its prompt was changed since it was read; put the winner into it by hand");
    }

    @Test
    void demonstrationsHaveNoPlaceInAText() {
        final Prompt after = before.with(
                Part.DEMONSTRATIONS,
                new DemonstrationsPart(List.of(new Demonstration(Map.of("text", "b a"), "a b", null, "select"))));

        assertThatThrownBy(() -> rewriting.rewrite(SOURCE, before, after))
                .isInstanceOf(ExportRefused.class)
                .hasMessage("it has no place for demonstrations of the winner");
    }

    @Test
    void anotherTemplateIsMoreThanTheTextOfParts() {
        final Prompt after = Prompt.ofInstruction(TEMPLATE, before.instruction());

        assertThatThrownBy(() -> rewriting.rewrite(SOURCE, before, after))
                .isInstanceOf(ExportRefused.class)
                .hasMessage("the winner differs from it in more than the text of its parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\nSo?"})
    void whatALineEndTakesAwayCantStandBetweenMarks(String end) {
        assertThatThrownBy(() -> place.put(SOURCE, Prompt.ofInstruction(ending(end), "Do it."), FIELDS, TEMPLATE))
                .isInstanceOf(ExportRefused.class)
                .hasMessage(
                        "read back from there, the prompt would be another: it has double braces, or white space at an"
                                + " end, that can't stand there; export it to a file of its own");
    }

    @Test
    void demonstrationsAsTurnsHaveNoRoomInTwoMessages() {
        final PromptTemplate turns = PromptTemplate.standard(FIELDS, Layout.USER, DemonstrationsAs.TURNS);
        final Prompt prompt = Prompt.ofInstruction(turns, "Do it.")
                .with(
                        Part.DEMONSTRATIONS,
                        new DemonstrationsPart(
                                List.of(new Demonstration(Map.of("text", "b a"), "a b", null, "select"))));

        assertThatThrownBy(() -> place.put(SOURCE, prompt, FIELDS, turns))
                .isInstanceOf(ExportRefused.class)
                .hasMessageContaining("demonstrations as turns")
                .hasMessageContaining("set template.demonstrations to text");
    }

    @Test
    void aFileThatSomebodyElseHasWrittenSinceIsNotOverwritten() throws Exception {
        final Path file = Files.writeString(folder.resolve("a.md"), SOURCE);
        final SourceFile read = SourceFile.read(file);
        Files.writeString(file, "Theirs.");

        assertThatThrownBy(() -> read.replace("Mine."))
                .isInstanceOf(ExportRefused.class)
                .hasMessage("it was changed while it was read; try again");
        assertThat(file).hasContent("Theirs.");
    }

    @Test
    void aFileThatIsGoneCantBeWritten() throws Exception {
        final Path file = Files.writeString(folder.resolve("a.md"), SOURCE);
        final SourceFile read = SourceFile.read(file);
        Files.delete(file);

        assertThatThrownBy(() -> read.replace("Mine."))
                .hasMessageStartingWith("can't write " + file)
                .hasMessageEndingWith(". It is what it was before");
    }

    @Test
    void whatIsNoTextIsNotRead() throws Exception {
        final Path wide = Files.write(folder.resolve("wide.md"), "Sort".getBytes(StandardCharsets.UTF_16));
        final Path large = Files.write(folder.resolve("large.md"), new byte[(1 << 22) + 1]);

        assertThatThrownBy(() -> SourceFile.read(wide))
                .hasMessage("it holds a NUL byte: UTF-16 or no text; save it as UTF-8");
        assertThatThrownBy(() -> SourceFile.read(large)).hasMessage("it is larger than 4194304 bytes; make it smaller");
        assertThatThrownBy(() -> SourceFile.read(folder)).hasMessageStartingWith("can't read " + folder);
    }

    private static PromptTemplate ending(String end) {
        return new PromptTemplate(
                List.of(new TemplateMessage(Role.USER, TemplateText.parse("{{instruction}}\n\n{{text}}" + end))),
                TEMPLATE.exampleInput(),
                TEMPLATE.exampleOutput(),
                DemonstrationsAs.TEXT);
    }
}
