package io.ape4j.task.text;

/**
 * A place in a text file.
 *
 * @param line from 1; 0 if the file as a whole is meant
 * @param column in characters, from 1; 0 if the file as a whole is meant
 */
public record Location(int line, int column) implements Comparable<Location> {
    /** The file as a whole. */
    public static final Location NONE = new Location(0, 0);
    /** The first character. */
    public static final Location START = new Location(1, 1);

    /** Where one stands after reading {@code text} from here. */
    public Location after(CharSequence text) {
        int atLine = line;
        int atColumn = column;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                atLine++;
                atColumn = 1;
            } else {
                atColumn++;
            }
        }
        return new Location(atLine, atColumn);
    }

    @Override
    public int compareTo(Location other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
