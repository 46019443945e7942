/**
 * What people and scripts see of a run.
 *
 * <p>Read {@link io.ape4j.report.ResultJson} first.
 */
@NullMarked
package io.ape4j.report;

import org.jspecify.annotations.NullMarked;
