package io.ape4j.prompt;

import java.util.List;

/** A {@link Part} that is a list of worked examples, in the order in which they are shown. */
public record DemonstrationsPart(List<Demonstration> demonstrations) implements Part {
    public static final DemonstrationsPart EMPTY = new DemonstrationsPart(List.of());

    public DemonstrationsPart {
        demonstrations = List.copyOf(demonstrations);
    }

    @Override
    public boolean isEmpty() {
        return demonstrations.isEmpty();
    }
}
