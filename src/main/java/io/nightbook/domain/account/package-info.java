/**
 * Who is billed, in which country, and under which plan since when.
 *
 * <p>From accepted rows to {@link io.nightbook.domain.account.Account} and {@link
 * io.nightbook.domain.account.SubscriptionRow}.
 *
 * <p>Always: a country is a code of ISO 3166, or XK; Northern Ireland is GB, for what is sold by credits is a service;
 * Monaco and the Isle of Man are countries of their own whose value added tax is that of France and the United Kingdom;
 * currency and time zone of an account never change; subscriptions start, change and end on local dates.
 *
 * <p>Not its business: what a plan means; when a row takes effect (that is replay's).
 */
@NullMarked
package io.nightbook.domain.account;

import org.jspecify.annotations.NullMarked;
