/**
 * What an event is worth.
 *
 * <p>From a rate, a quantity and properties to credits; rolled up, to {@link io.nightbook.domain.usage.RatedUsage}.
 *
 * <p>Always: an event is rated on its own, by the rate in force at its own instant, and rounded once, HALF_UP. Tiers
 * inside a match count the whole meter. A component that asks to be rounded up is rounded before it is added.
 *
 * <p>Not its business: who pays, and with which batch.
 */
@NullMarked
package io.nightbook.domain.usage;

import org.jspecify.annotations.NullMarked;
