package io.ape4j.export.template;

import io.ape4j.task.text.Shown;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names a template language has for fields.
 *
 * @param language as users call it
 * @param form of a name
 * @param taken names of that form that mean something else there
 */
record FieldNames(String language, Pattern form, Set<String> taken) {
    /** A letter or a low line, then also digits. */
    static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * The name itself.
     *
     * @throws ExportRefused if the language has no field of that name
     */
    String require(String field) {
        if (!form.matcher(field).matches() || taken.contains(field)) {
            throw new ExportRefused("the field " + Shown.quoted(field) + " is no name in " + language
                    + " templates; call it something else, or export it as json");
        }
        return field;
    }
}
