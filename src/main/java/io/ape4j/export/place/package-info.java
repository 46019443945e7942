/**
 * Where the text of a prompt stands in a file of the user's, and how it is replaced there with nothing else changed.
 *
 * <p>Read {@link io.ape4j.export.place.PromptPlace} first.
 */
@NullMarked
package io.ape4j.export.place;

import org.jspecify.annotations.NullMarked;
