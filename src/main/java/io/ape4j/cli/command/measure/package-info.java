/**
 * Commands that measure prompts, or tell what could be measured, without a search.
 *
 * <p>Read {@link io.ape4j.cli.command.measure.MeasuringCommand} first.
 */
@NullMarked
package io.ape4j.cli.command.measure;

import org.jspecify.annotations.NullMarked;
