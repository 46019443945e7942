/**
 * Paired tests and intervals behind the final verdict. Plain mathematics, no other package.
 */
@NullMarked
package io.ape4j.stats;

import org.jspecify.annotations.NullMarked;
