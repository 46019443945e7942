/**
 * The named steps that take an answer out of what a model said and make texts comparable. A task lists every step that
 * it wants; none is implied, except that texts are in Unicode's composed form (NFC).
 *
 * <p>Read {@link io.ape4j.score.text.TextPipeline} first.
 */
@NullMarked
package io.ape4j.score.text;

import org.jspecify.annotations.NullMarked;
