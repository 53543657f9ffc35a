/**
 * The heart: an account's books as a fold over its timeline.
 *
 * <p>{@link io.nightbook.domain.replay.Replay}: opening state, catalog, subscription history, batches added, rated usage
 * and an as-of instant in; movements, finished cycles and the state to go on from out, with the history of who paid for
 * what. A night, a month-end, a missed month, a late event and a back-dated top-up are the same fold over a longer or
 * fuller timeline.
 *
 * <p>Always: <b>convergence</b> (between two closes the sums do not depend on the order of arrival or on how nights are
 * split), <b>idempotence</b> (nothing new, nothing booked), <b>conservation</b> (allocated = remaining + consumed +
 * expired + rolled out + voided; rated = consumed + uncovered + change of debt).
 *
 * <p>Decided here, since no rule said so: a last day filled in after its cycle was closed ends the subscription
 * with the first open cycle, whose fee was billed already; a subscription that goes on although no close billed its fee in advance is billed in arrears; a
 * plan row repeated for the same plan waits like a downgrade and so revokes one that waits; a source that the
 * configured order does not list is drawn after those that it lists; a late plan row older than the one in force does not
 * act, but where that one was cancelled since, it begins a new subscription; a voided batch has no further boundary at its
 * former expiry.
 *
 * <p>Its words, by an account with one plan, {@code small}: 30.00 USD for 30 credits a month, which is proration by the day,
 * nothing carried. All days are UTC; each input has a number, its <b>arrival</b>.
 *
 * <pre>
 * in by 5 September    2 replies used on the 3rd; row 1: small from the 10th
 * night of the 5th     The row lies after the as-of, so it is <b>hidden</b>: the month is still shown whole, from the 1st
 *                      to 1 October, and what happens next does so on the 10th. Then the month will be <b>cut</b> in
 *                      two, so no checkpoint is kept of it: it would hold a cycle that will not have been.
 * in by 15 September   4 replies used on the 12th; batch 2: pack, 10 credits from the 25th
 * night of the 15th    1st to 10th: 2 rated, 2 uncovered, for no plan was in force; an <b>ended</b> cycle.
 *                      10th to 1 October: 21 of 30 days, so allowance:acme:2026-09-10 of 21 credits worth 21.00. It is
 *                      <b>fresh</b>: the books do not hold it yet. 4 are consumed (4.00), 17 remain.
 *                      Checkpoint at 0:00 of the 15th, <b>seen</b> 2: the highest arrival that was known, though pack
 *                      is still hidden.
 * month-end, 2 October pack comes on the 25th; on 1 October the 17 lapse (17.00). Both cycles close, so all before
 *                      1 October is final. The allowance ended in closed time: it is <b>settled</b>, and no replay
 *                      reads it any more. allowance:acme:2026-10-01 is fresh, and lives on. The state at the
 *                      end is at 1 October, seen 2; its live batches: pack, 10 credits.
 * in by 6 October      batch 3: gift, 5 credits from 20 September
 * night of the 6th     pack and gift are both dated before the state. pack's arrival is not above seen 2: it was there,
 *                      and is in the state. gift's is: it is <b>late</b>, and becomes effective at the first open
 *                      instant, 1 October.
 * </pre>
 *
 * <p>Where the tables say fresh, live and settled of batches, a settlement says added, kept and dropped.
 *
 * <p>Not its business: which cycles are closed, who is invoiced, where anything is stored.
 */
@NullMarked
package io.nightbook.domain.replay;

import org.jspecify.annotations.NullMarked;
