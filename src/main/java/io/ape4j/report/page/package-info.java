/**
 * The page of a run: one HTML file that needs no network.
 *
 * <p>Read {@link io.ape4j.report.page.ReportPage} first.
 */
@NullMarked
package io.ape4j.report.page;

import org.jspecify.annotations.NullMarked;
