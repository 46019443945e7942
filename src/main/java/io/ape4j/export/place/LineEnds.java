package io.ape4j.export.place;

/** Line breaks of a file. */
final class LineEnds {
    private LineEnds() {}

    /** The one that the file has first; {@code \n} if it has none. */
    static String of(String source) {
        final int feed = source.indexOf('\n');
        if (feed < 0) {
            return source.indexOf('\r') < 0 ? "\n" : "\r";
        }
        return feed > 0 && source.charAt(feed - 1) == '\r' ? "\r\n" : "\n";
    }

    /** Text with the line breaks of a file. */
    static String like(String source, String text) {
        return text.replace("\n", of(source));
    }

    static String plain(String source) {
        return source.replace("\r\n", "\n").replace('\r', '\n');
    }
}
