package io.ape4j.export.place;

/** A piece of a file that holds text in some notation: as it is, as a literal, as a scalar. */
public interface Passage {
    /** What the notation says, with line breaks as {@code \n}. */
    String text();

    /**
     * The whole file with a range of {@link #text} replaced by other text.
     *
     * @throws io.ape4j.export.template.ExportRefused if the notation can't say it
     */
    String with(int from, int to, String replacement);

    /**
     * Makes sure that the application reads the text as it is read here.
     *
     * @throws IllegalArgumentException if what stands round it may make something else of it
     */
    default void requireCertain() {}

    /** The whole file with this text instead. */
    default String with(String replacement) {
        return with(0, text().length(), replacement);
    }
}
