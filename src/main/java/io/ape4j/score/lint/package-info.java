/**
 * Looks at a task before any call is made, and says what would mislead a search.
 *
 * <p>Read {@link io.ape4j.score.lint.TaskLint} first.
 */
@NullMarked
package io.ape4j.score.lint;

import org.jspecify.annotations.NullMarked;
