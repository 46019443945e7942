/**
 * The store that runs share, in one SQLite file, and what is done to it between searches.
 *
 * <p>Read {@link io.ape4j.model.store.sqlite.SqliteCallStore} first.
 */
@NullMarked
package io.ape4j.model.store.sqlite;

import org.jspecify.annotations.NullMarked;
