/**
 * What a number of credits and an amount of money are.
 *
 * <p>From decimals to {@link io.nightbook.domain.money.Credits} (six places) and {@link
 * io.nightbook.domain.money.Money} (minor units), and back to text.
 *
 * <p>Always: no binary floating point; plus and minus are exact; what rounds does so once, and says so: money is told
 * at the call how, credits (always HALF_UP, to six places) by the name; overflow is an error.
 *
 * <p>Not its business: what is priced, who owes it, how it is printed for people.
 */
@NullMarked
package io.nightbook.domain.money;

import org.jspecify.annotations.NullMarked;
