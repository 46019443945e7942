package io.ape4j.task.text;

/** Something wrong at one place of a text. The message says what, the value, and what to do. */
public final class TextFault extends Exception {
    private final transient Location location;

    public TextFault(Location location, String message) {
        super(message);
        this.location = location;
    }

    public Location location() {
        return location;
    }
}
