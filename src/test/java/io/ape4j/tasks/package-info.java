/** Generators of shipped tasks and the checks of their output. */
@NullMarked
package io.ape4j.tasks;

import org.jspecify.annotations.NullMarked;
