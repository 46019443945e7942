package io.ape4j.task.text;

/** Something wrong at one place of a text. The message says what, the value, and what to do. */
public final class TextFault extends Exception {
    private final transient Location location;
    private final boolean wholeFile;

    public TextFault(Location location, String message) {
        this(location, message, false);
    }

    private TextFault(Location location, String message, boolean wholeFile) {
        super(message);
        this.location = location;
        this.wholeFile = wholeFile;
    }

    /** A fault that the rest of the file is likely to have too, so that once is enough. */
    static TextFault ofWholeFile(Location location, String message) {
        return new TextFault(location, message, true);
    }

    public boolean isOfWholeFile() {
        return wholeFile;
    }

    public Location location() {
        return location;
    }
}
