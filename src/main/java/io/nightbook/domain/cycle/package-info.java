/**
 * The close: when a finished cycle becomes final.
 *
 * <p>From the finished cycles of a replay and an as-of instant to those that are due, in order.
 *
 * <p>Always: cycles close in order, never one before an earlier one; grace is that of the plan at the cycle's start, a
 * calendar period in the account's zone.
 *
 * <p>Not its business: what a cycle holds; that nothing is booked into a closed one (the database refuses it too).
 */
@NullMarked
package io.nightbook.domain.cycle;

import org.jspecify.annotations.NullMarked;
