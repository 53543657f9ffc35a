package io.nightbook.yaml;

import io.nightbook.domain.catalog.PlanVersion;
import java.util.Set;

/**
 * The currencies in which a plan version has a price.
 *
 * @param at where its prices stand
 */
record PriceList(PlanVersion version, Set<String> currencies, Value at) {}
