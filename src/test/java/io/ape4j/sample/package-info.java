/** The sample project of {@code src/it}, built and run as its reader would. */
@NullMarked
package io.ape4j.sample;

import org.jspecify.annotations.NullMarked;
