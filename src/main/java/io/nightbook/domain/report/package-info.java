/**
 * What a report says, before it is a page or a file: invoices, statements, the accounting journal.
 *
 * <p>From posted figures of a run to {@link io.nightbook.domain.report.IssuedInvoice}, {@link
 * io.nightbook.domain.report.Statement} and {@link io.nightbook.domain.report.JournalTransaction}.
 *
 * <p>The journal is the invoice register and the ledger in double entry. An invoice's total is receivable when it is issued, and
 * what was paid before is taken off again; its tax is owed by country, category and rate. Fees, upgrades and top-ups are
 * deferred: as {@code billed} until their credits come, as {@code credits} while batches hold them; what is used is revenue, what lapses is
 * breakage, what is voided is owed until it is paid back. What was billed for a cycle and bought no credits is earned on the cycle's last
 * day. Overage is earned when it is billed. Costs that are passed through are nobody's revenue: whoever is paid for them clears
 * them. Credits with a worth and no bill come from opening balances. So receivable, tax and payments are the register's, and
 * {@code credits} is the roll-forward in money, to the last digit. The net of a bill whose lines add up to zero is in no
 * register and in no journal.
 *
 * <p>Always: a report that does not add up cannot be made. An invoice is the sum of its lines, a statement's batches
 * and usage are its cycle's figures, a transaction balances in each currency and in credits; what does not is an error.
 *
 * <p>Not its business: how it looks, where it is stored, what it is called.
 */
@NullMarked
package io.nightbook.domain.report;

import org.jspecify.annotations.NullMarked;
