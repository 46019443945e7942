/**
 * What teaches a shell to complete the program's commands and options.
 *
 * <p>Read {@link io.ape4j.cli.completion.CompletionCommand} first.
 */
@NullMarked
package io.ape4j.cli.completion;

import org.jspecify.annotations.NullMarked;
