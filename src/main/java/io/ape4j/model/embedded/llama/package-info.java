/**
 * The C API of llama.cpp (build b4916) as the native library inside {@code de.kherud:llama} exports it.
 *
 * <p>Read {@link io.ape4j.model.embedded.llama.LlamaApi} first, then {@link
 * io.ape4j.model.embedded.llama.LlamaLibrary}, which checks the machine and loads it.
 */
@NullMarked
package io.ape4j.model.embedded.llama;

import org.jspecify.annotations.NullMarked;
