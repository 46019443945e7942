package io.ape4j.prompt;

import java.util.Objects;

/** A {@link Part} that is text. */
public record TextPart(String text) implements Part {
    public static final TextPart EMPTY = new TextPart("");

    public TextPart {
        Objects.requireNonNull(text, "text");
    }

    @Override
    public boolean isEmpty() {
        return text.isBlank();
    }
}
