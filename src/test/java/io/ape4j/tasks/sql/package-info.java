/** Checks the task {@code sql-intent} with statements that run. */
@NullMarked
package io.ape4j.tasks.sql;

import org.jspecify.annotations.NullMarked;
