/**
 * The template languages of other tools: how a message with open fields is written in each, and read back.
 *
 * <p>Read {@link io.ape4j.export.template.TemplateLanguage} first.
 */
@NullMarked
package io.ape4j.export.template;

import org.jspecify.annotations.NullMarked;
