/** The documents against the code that they describe. */
@NullMarked
package io.ape4j.docs;

import org.jspecify.annotations.NullMarked;
