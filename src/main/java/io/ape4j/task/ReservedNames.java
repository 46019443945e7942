package io.ape4j.task;

import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.Stage;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that can't be given freely, because something else answers to them. */
public final class ReservedNames {
    /** The key of the right answer in an examples file. */
    public static final String OUTPUT = PromptTemplate.OUTPUT_SLOT;
    /** The key of a list of right answers in an examples file. */
    public static final String OUTPUTS = "outputs";
    /** The key of an example's split in an examples file. */
    public static final String SPLIT = "split";

    private static final Set<String> FILE_KEYS = Set.of(OUTPUTS, SPLIT);
    private static final Set<String> ANSWER_SLOTS = Set.of(PromptTemplate.OUTPUT_SLOT, PromptTemplate.RATIONALE_SLOT);
    private static final Pattern OUTPUT_COLUMN = Pattern.compile("output_[0-9]+");
    private static final Pattern SLOT = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** What Windows takes for devices, with any ending. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])( *\\..*)?");

    private ReservedNames() {}

    /** Whether some system takes a file or folder of this name for a device. */
    public static boolean isDevice(String name) {
        return DEVICE.matcher(name.strip()).matches();
    }

    /** Why {@code name} can't be an input field, and what to do; empty if it can. */
    public static Optional<String> check(String name) {
        if (Stage.isPartName(name)) {
            return Optional.of("a part of the prompt has this name; call the field something else");
        }
        if (ANSWER_SLOTS.contains(name)) {
            return Optional.of("a slot of demonstrations has this name; call the field something else");
        }
        if (FILE_KEYS.contains(name) || OUTPUT_COLUMN.matcher(name).matches()) {
            return Optional.of("the examples file uses this name itself; call the field something else");
        }
        if (!SLOT.matcher(name).matches()) {
            return Optional.of("a slot can't be written with it; use a letter, then letters, digits, - and _");
        }
        return Optional.empty();
    }
}
