/**
 * Reads search files.
 *
 * <p>Read {@link io.ape4j.search.config.SearchConfigReader} first.
 */
@NullMarked
package io.ape4j.search.config;

import org.jspecify.annotations.NullMarked;
