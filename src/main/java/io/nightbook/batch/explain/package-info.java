/**
 * Where a figure comes from: a batch, an invoice line or a cycle, down to the events, rates, rounding and runs behind it.
 *
 * <p>From what is booked to lines of text ({@link io.nightbook.batch.explain.Explanation}). What is booked is read, not
 * reckoned again; beside it stands what the catalog as it is makes of it.
 *
 * <p>Always: every figure shown adds up to the booked one, or the page says that it does not and why; one snapshot of the
 * books; a handful of queries whatever is asked.
 *
 * <p>Not its business: what the numbers are (the domain's), and to change anything.
 */
@NullMarked
package io.nightbook.batch.explain;

import org.jspecify.annotations.NullMarked;
