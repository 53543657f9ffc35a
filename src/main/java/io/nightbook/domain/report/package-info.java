/**
 * What a report says, before it is a page or a file: invoices, statements, the accounting journal.
 *
 * <p>From posted figures of a run to {@link io.nightbook.domain.report.IssuedInvoice}, {@link
 * io.nightbook.domain.report.Statement} and {@link io.nightbook.domain.report.JournalEntry}.
 *
 * <p>Always: a report that does not add up cannot be made. An invoice is the sum of its lines, a statement's batches
 * and usage are its cycle's figures, a journal entry balances in money and in credits; what does not is an error.
 *
 * <p>Not its business: how it looks, where it is stored, what it is called.
 */
@NullMarked
package io.nightbook.domain.report;

import org.jspecify.annotations.NullMarked;
