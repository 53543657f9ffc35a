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
 * <p>Not its business: which cycles are closed, who is invoiced, where anything is stored.
 */
@NullMarked
package io.nightbook.domain.replay;

import org.jspecify.annotations.NullMarked;
