package io.ape4j.export.place;

/** Text that stands for itself. Line breaks of the file that are not replaced stay what they are. */
final class PlainPassage implements Passage {
    private final String source;
    private final String text;
    /** Where each character of the text stands in the file, and where the passage ends. */
    private final int[] offsets;

    PlainPassage(String source, int start, int end) {
        this.source = source;
        final StringBuilder plain = new StringBuilder();
        final int[] at = new int[end - start + 1];
        for (int i = start; i < end; i++) {
            at[plain.length()] = i;
            final boolean isPair = source.charAt(i) == '\r' && i + 1 < end && source.charAt(i + 1) == '\n';
            plain.append(source.charAt(i) == '\r' ? '\n' : source.charAt(i));
            i += isPair ? 1 : 0;
        }
        at[plain.length()] = end;
        this.text = plain.toString();
        this.offsets = at;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String with(int from, int to, String replacement) {
        return source.substring(0, offsets[from]) + LineEnds.like(source, replacement) + source.substring(offsets[to]);
    }
}
