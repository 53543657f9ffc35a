/**
 * The settlement of one account: what a run books for it, closes of it and keeps to go on from.
 *
 * <p>{@link io.nightbook.domain.settlement.Settlement}: from a catalog, {@link
 * io.nightbook.domain.settlement.AccountBooks} (all that is known of the account, one value) and two instants to {@link
 * io.nightbook.domain.settlement.Settled}, or to {@link io.nightbook.domain.settlement.Parked} with the reason. A night,
 * a month-end, a preview, a balance and the laws all call this one function.
 *
 * <p>Always: what is booked is what should stand less what is booked already, so settling again books nothing; only
 * foreseen reasons park, anything else is a fault of the program and is thrown.
 *
 * <p>Not its business: what should stand (the replay), when a cycle is due (the cycle room), where anything is stored.
 */
@NullMarked
package io.nightbook.domain.settlement;

import org.jspecify.annotations.NullMarked;
