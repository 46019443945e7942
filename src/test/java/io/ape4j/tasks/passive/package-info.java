/**
 * A small grammar of English clauses that writes the task {@code passive-voice}, and its check.
 *
 * <p>Read {@link io.ape4j.tasks.passive.PassiveVoiceExamples} first.
 */
@NullMarked
package io.ape4j.tasks.passive;

import org.jspecify.annotations.NullMarked;
