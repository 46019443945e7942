/**
 * From options to a plan, and from a plan to a search and its result.
 *
 * <p>Read {@link io.ape4j.cli.session.Session} first.
 */
@NullMarked
package io.ape4j.cli.session;

import org.jspecify.annotations.NullMarked;
