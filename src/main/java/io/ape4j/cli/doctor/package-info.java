/**
 * Looks at what a search needs, and says what to do where something is missing.
 *
 * <p>Read {@link io.ape4j.cli.doctor.Doctor} first.
 */
@NullMarked
package io.ape4j.cli.doctor;

import org.jspecify.annotations.NullMarked;
