/**
 * The search: its parameters, and the loop that proposes, scores, selects, resamples and confirms.
 *
 * <p>Read {@link io.ape4j.search.SearchConfig} for what a search is told.
 */
@NullMarked
package io.ape4j.search;

import org.jspecify.annotations.NullMarked;
