package io.ape4j.tasks.passive;

/**
 * A transitive verb in its forms.
 *
 * @param base e.g. {@code break}
 * @param past e.g. {@code broke}
 * @param participle e.g. {@code broken}
 * @param particle what follows it, e.g. {@code into}; may be empty
 */
record Verb(String base, String past, String participle, String particle) {
    /** Reads {@code look after} or, where it is irregular, {@code break into:broke:broken}. */
    static Verb parse(String text) {
        final String[] forms = text.split(":", -1);
        final String[] words = forms[0].split(" ", 2);
        final String particle = words.length == 2 ? words[1] : "";
        return forms.length == 3
                ? new Verb(words[0], forms[1], forms[2], particle)
                : new Verb(words[0], regularPast(words[0]), regularPast(words[0]), particle);
    }

    String gerund() {
        return base.endsWith("e") ? base.substring(0, base.length() - 1) + "ing" : base + "ing";
    }

    String thirdPerson() {
        if (endsInConsonantAndY(base)) {
            return base.substring(0, base.length() - 1) + "ies";
        }
        return base.matches(".*(s|sh|ch|x|z|o)") ? base + "es" : base + "s";
    }

    private static String regularPast(String base) {
        if (endsInConsonantAndY(base)) {
            return base.substring(0, base.length() - 1) + "ied";
        }
        return base.endsWith("e") ? base + "d" : base + "ed";
    }

    private static boolean endsInConsonantAndY(String base) {
        return base.matches(".*[^aeiou]y");
    }
}
