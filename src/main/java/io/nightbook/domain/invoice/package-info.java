/**
 * What a payer owes: the seller, the tax of an invoice, its dates.
 *
 * <p>From a payer's country and tax id and an issue date to a tax category and rate. The lines come from replay (they
 * are certain when a cycle closes); grouping, sums and gap-free numbers are one set-based step in {@code
 * sql/queries/invoice}, proven there.
 *
 * <p>Always: tax is reckoned per category and rate on the sum of the lines, HALF_UP; where a rate is missing nothing is
 * guessed and the accounts are parked.
 *
 * <p>Not its business: PDF, numbering, payment.
 */
@NullMarked
package io.nightbook.domain.invoice;

import org.jspecify.annotations.NullMarked;
