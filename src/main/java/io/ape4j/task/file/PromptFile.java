package io.ape4j.task.file;

import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.task.text.StrictText;
import io.ape4j.task.text.TextFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A prompt that somebody has written down as text. Three forms are read:
 *
 * <ul>
 *   <li>without a slot for a field: an instruction, put into the task's template;
 *   <li>with <code>{{field}}</code> slots: what stands in paragraphs before the first field is the instruction, the
 *       rest is the frame, kept to the letter. Fields that are missing are added after the last one, and noted;
 *   <li>with sections {@code ---system---} and {@code ---user---}, read likewise. A section {@code ---instruction---},
 *       {@code ---outputFormat---} or {@code ---trigger---} marks a part by hand; its slot, e.g.
 *       <code>{{instruction}}</code>, says where it goes.
 * </ul>
 *
 * <p>In each of them, <code>{{#instruction}}...{{/instruction}}</code> (likewise {@code outputFormat}, {@code trigger}) marks
 * a piece as a part where it stands; all other parts are frozen then, and the rest is kept to the letter.
 *
 * <p>With all other parts empty, the prompt renders to the text as written, with its fields filled in.
 *
 * @param prompt what was read; with marks in the text, parts that are not marked are frozen
 * @param marked parts that are marked in the text or have a section of their own
 * @param notes sentences on what was added to the text
 */
public record PromptFile(Prompt prompt, Set<String> marked, List<String> notes) {
    public PromptFile {
        marked = Set.copyOf(marked);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a prompt.
     *
     * @param fields the task's input fields
     * @param template the task's template, for a text that is an instruction alone
     * @throws InvalidFileException with all that is wrong
     */
    public static PromptFile read(Path file, List<String> fields, PromptTemplate template) {
        final Problems problems = new Problems();
        final Optional<PromptFile> read = read(file, fields, template, problems);
        problems.throwIfAny();
        return read.orElseThrow();
    }

    /**
     * Reads the text of a prompt as that of a file is read.
     *
     * @throws InvalidFileException with all that is wrong
     */
    public static PromptFile parse(String text, List<String> fields, PromptTemplate template) {
        final Path nowhere = Path.of("prompt.txt");
        final Problems problems = new Problems();
        try {
            final String decoded = StrictText.decode(text.getBytes(StandardCharsets.UTF_8));
            final Optional<PromptFile> read = new PromptParser(nowhere, fields, template, problems).parse(decoded);
            problems.throwIfAny();
            return read.orElseThrow();
        } catch (TextFault fault) {
            throw new InvalidFileException(
                    List.of(Problem.at(nowhere, fault.location(), String.valueOf(fault.getMessage()))));
        }
    }

    /** Reads a prompt; empty if it is wrong, which is added to {@code problems}. */
    static Optional<PromptFile> read(Path file, List<String> fields, PromptTemplate template, Problems problems) {
        final Problems own = new Problems();
        final String text = CheckedYaml.text(file, own);
        final Optional<PromptFile> read =
                own.isEmpty() ? new PromptParser(file, fields, template, own).parse(text) : Optional.empty();
        problems.addAll(own);
        return own.isEmpty() ? read : Optional.empty();
    }
}
