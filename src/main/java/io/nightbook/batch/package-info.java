/**
 * Where the edges meet: runs are run, documents are published. Files are taken in by {@code intake}, the catalog is held to
 * its word by {@code catalog}, figures are accounted for by {@code explain}.
 *
 * <p>From a job and an as-of instant to posted movements, invoices and documents ({@link io.nightbook.batch.Runner}), as steps
 * of Spring Batch over the books' own database; from the schedules and the history of runs to the runs that are due
 * ({@link io.nightbook.batch.CatchUp}).
 *
 * <p>Always: one run at a time; the same identity never posts twice; what is computed is staged, and posted with its proof
 * in one transaction or not at all; an account that cannot be processed is parked with the reason and the others go on.
 * Nothing is skipped or retried on writes: bad input was dealt with when it came, and a restart is idempotent by key.
 *
 * <p>Not its business: what the numbers are (the domain's), how a table or a page is written (the other edges').
 */
@NullMarked
package io.nightbook.batch;

import org.jspecify.annotations.NullMarked;
