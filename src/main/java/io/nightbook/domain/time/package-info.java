/**
 * When a local day begins and when a cycle turns.
 *
 * <p>From instants, dates, calendar periods and a time zone to instants and dates.
 *
 * <p>Always: no clock is read; intervals are half-open; instants are kept to the microsecond; calendar arithmetic clamps
 * to shorter months and never drifts.
 *
 * <p>Not its business: what happens at a boundary.
 */
@NullMarked
package io.nightbook.domain.time;

import org.jspecify.annotations.NullMarked;
