/**
 * What the books hold the catalog to: terms under which something was rated or posted stay as they were said.
 *
 * <p>From the catalog as it stands and the terms in use ({@link io.nightbook.batch.catalog.CatalogInUse}) to the edits that
 * no work goes on with, unless someone accepts them.
 *
 * <p>Always: what is in use is noted in the transaction that uses it, or before; what was said first stays.
 *
 * <p>Not its business: how terms are told apart (the domain's), and what a run makes of new ones.
 */
@NullMarked
package io.nightbook.batch.catalog;

import org.jspecify.annotations.NullMarked;
