/**
 * How files get into the books: accounts, subscriptions, credit batches and usage.
 *
 * <p>From files ({@link io.nightbook.batch.intake.Intake}) to accepted, duplicate and rejected rows, and from the rejected
 * ones to files that can be mended and sent again ({@link io.nightbook.batch.intake.RejectFiles}).
 *
 * <p>Always: every row ends as one of the three; a file is in the books whole or not at all, whoever dies on the way; memory
 * does not grow with a file.
 *
 * <p>Not its business: how a line is read (the csv room's), and what a row changes in the figures (the next run's).
 */
@NullMarked
package io.nightbook.batch.intake;

import org.jspecify.annotations.NullMarked;
