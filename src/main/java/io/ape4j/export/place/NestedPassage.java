package io.ape4j.export.place;

/** A passage of a text that is itself in some notation, such as JSON in a scalar of YAML. */
record NestedPassage(Passage outer, Passage inner) implements Passage {
    @Override
    public String text() {
        return inner.text();
    }

    @Override
    public String with(int from, int to, String replacement) {
        return outer.with(inner.with(from, to, replacement));
    }
}
