/**
 * What commands are given: groups of options that several share, and their surroundings.
 *
 * <p>Read {@link io.ape4j.cli.option.SearchOptions} first.
 */
@NullMarked
package io.ape4j.cli.option;

import org.jspecify.annotations.NullMarked;
