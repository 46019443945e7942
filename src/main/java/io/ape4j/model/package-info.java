/**
 * The seam to language models and what every call passes through: journal, cache, retry, ledgers.
 *
 * <p>Read {@link io.ape4j.model.LanguageModel} first, then {@link io.ape4j.model.Caller}.
 */
@NullMarked
package io.ape4j.model;

import org.jspecify.annotations.NullMarked;
