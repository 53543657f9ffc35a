/**
 * Where the edges meet: files are taken in, runs are run, documents are published.
 *
 * <p>From files to the books ({@link io.nightbook.batch.Intake}); from a job and an as-of instant to posted movements,
 * invoices and documents ({@link io.nightbook.batch.Runner}), as steps of Spring Batch over the books' own database;
 * from the schedules and the history of runs to the runs that are due ({@link io.nightbook.batch.CatchUp}).
 *
 * <p>Always: one run at a time; the same identity never posts twice; what is computed is staged, and posted with its proof
 * in one transaction or not at all; an account that cannot be processed is parked with the reason and the others go on.
 * Nothing is skipped or retried on writes: bad input is dealt with before, and a restart is idempotent by key.
 *
 * <p>Not its business: what the numbers are (the domain's), how a table or a page is written (the other edges').
 */
@NullMarked
package io.nightbook.batch;

import org.jspecify.annotations.NullMarked;
