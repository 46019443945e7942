package io.ape4j.prompt;

/** A named, typed piece of a {@link Stage}: the gene that the search changes. Each may be empty. */
public sealed interface Part permits TextPart, DemonstrationsPart {
    /** What the model is to do. Text. */
    String INSTRUCTION = "instruction";
    /** The answer contract, for example a closed label set. Text. */
    String OUTPUT_FORMAT = "outputFormat";
    /** A phrase that begins the answer, for example a chain-of-thought trigger. Text. */
    String TRIGGER = "trigger";
    /** Worked examples. */
    String DEMONSTRATIONS = "demonstrations";

    boolean isEmpty();
}
