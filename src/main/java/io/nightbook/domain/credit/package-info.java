/**
 * Credit batches: their terms, the order in which they are drawn, what their credits are worth.
 *
 * <p>From a catalog's drawdown keys to a total order; from a batch and the credits gone to the worth of a movement.
 *
 * <p>Always: no batch goes below zero; the worths of a batch's movements add up to its value; a batch with no credits is
 * worth nothing until it is allocated.
 *
 * <p>Not its business: when anything happens. Always CreditBatch, never a bare Batch: that word is Spring Batch's.
 */
@NullMarked
package io.nightbook.domain.credit;

import org.jspecify.annotations.NullMarked;
