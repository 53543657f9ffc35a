/**
 * What is sold: meters with their rates, packages, plans, the drawdown order.
 *
 * <p>From configuration (read by the {@code yaml} edge) to one immutable {@link io.nightbook.domain.catalog.Catalog}.
 *
 * <p>Always: rates and plan versions are effective-dated by local day and never edited; every rule is a named value.
 *
 * <p>Not its business: files, their syntax and their mistakes; whose money it is.
 */
@NullMarked
package io.nightbook.domain.catalog;

import org.jspecify.annotations.NullMarked;
