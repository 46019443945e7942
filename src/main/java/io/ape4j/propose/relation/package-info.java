/**
 * What can be seen in the examples alone: small programs that turn inputs into outputs.
 *
 * <p>Read {@link io.ape4j.propose.relation.Relations} first.
 */
@NullMarked
package io.ape4j.propose.relation;

import org.jspecify.annotations.NullMarked;
