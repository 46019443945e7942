/**
 * What every call passes through: Journaled, Cached, Retrying, Limited, Budgeted, provider; and the two ledgers.
 *
 * <p>Read {@link io.ape4j.model.pipeline.Journaled} first, then {@link io.ape4j.model.pipeline.SpendingLedger}.
 */
@NullMarked
package io.ape4j.model.pipeline;

import org.jspecify.annotations.NullMarked;
