/**
 * Fills messages with people for the task {@code extract-contact}, and checks the result.
 *
 * <p>Read {@link io.ape4j.tasks.contact.ContactExamples} first.
 */
@NullMarked
package io.ape4j.tasks.contact;

import org.jspecify.annotations.NullMarked;
