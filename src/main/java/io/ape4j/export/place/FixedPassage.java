package io.ape4j.export.place;

import io.ape4j.export.template.ExportRefused;

/**
 * Text that a reader of the file adds by itself: it stands nowhere, so that nothing can be put in its place.
 *
 * @param reason why, and what to do about it
 */
record FixedPassage(String text, String reason) implements Passage {
    @Override
    public String with(int from, int to, String replacement) {
        throw new ExportRefused(reason);
    }
}
