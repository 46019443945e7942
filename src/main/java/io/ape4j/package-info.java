/**
 * The door for Java users, and for the command line.
 *
 * <p>Read {@link io.ape4j.Ape} first.
 */
@NullMarked
package io.ape4j;

import org.jspecify.annotations.NullMarked;
