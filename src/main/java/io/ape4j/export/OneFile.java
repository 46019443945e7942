package io.ape4j.export;

import java.util.Map;

/** The text of the only file of a format that has one. */
final class OneFile {
    private OneFile() {}

    static String of(Map<String, String> files) {
        if (files.size() != 1) {
            throw new IllegalArgumentException(
                    "there are several prompts, " + String.join(", ", files.keySet()) + "; name one of these files");
        }
        return files.values().iterator().next();
    }
}
