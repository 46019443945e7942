/**
 * The genome: what is sent to a model, as immutable values.
 *
 * <p>Read {@link io.ape4j.prompt.Prompt} first, then {@link io.ape4j.prompt.Stage}, which renders.
 */
@NullMarked
package io.ape4j.prompt;

import org.jspecify.annotations.NullMarked;
