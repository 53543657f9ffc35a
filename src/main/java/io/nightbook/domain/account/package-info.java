/**
 * Who is billed, and under which plan since when.
 *
 * <p>From accepted rows to {@link io.nightbook.domain.account.Account} and {@link
 * io.nightbook.domain.account.SubscriptionRow}.
 *
 * <p>Always: currency and time zone of an account never change; subscriptions start, change and end on local dates.
 *
 * <p>Not its business: what a plan means; when a row takes effect (that is replay's).
 */
@NullMarked
package io.nightbook.domain.account;

import org.jspecify.annotations.NullMarked;
