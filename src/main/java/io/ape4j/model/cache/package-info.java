/**
 * The layer of the call pipeline that shares answers between runs and processes.
 *
 * <p>Read {@link io.ape4j.model.cache.Cached} first.
 */
@NullMarked
package io.ape4j.model.cache;

import org.jspecify.annotations.NullMarked;
