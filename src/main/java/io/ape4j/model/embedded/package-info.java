/**
 * A GGUF file answering in process through llama.cpp, reproducible to the bit.
 *
 * <p>Read {@link io.ape4j.model.embedded.EmbeddedModel} first, then {@link
 * io.ape4j.model.embedded.PromptSequence}, which shares prefixes without changing an answer.
 */
@NullMarked
package io.ape4j.model.embedded;

import org.jspecify.annotations.NullMarked;
