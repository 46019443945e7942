/**
 * The loop: propose, score, select, resample, confirm.
 *
 * <p>Read {@link io.ape4j.search.Loop} first, then a {@link io.ape4j.search.Strategy}.
 */
@NullMarked
package io.ape4j.search;

import org.jspecify.annotations.NullMarked;
