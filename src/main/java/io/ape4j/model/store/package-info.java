/**
 * How answers are kept beyond a process: their JSON form, a compact index of keys, and the seam to the store that
 * runs share.
 *
 * <p>Read {@link io.ape4j.model.store.CallStore} first.
 */
@NullMarked
package io.ape4j.model.store;

import org.jspecify.annotations.NullMarked;
