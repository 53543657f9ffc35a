/**
 * What a job file can say: the job's name, its steps in order, its schedule, which cycles it closes, and what makes two runs the same run; and how
 * a scheduler calls for what is due.
 *
 * <p>From the fields of a job file (read by the {@code yaml} edge) to one immutable {@link io.nightbook.job.JobSpec}. A
 * {@link io.nightbook.job.Fire} and the {@link io.nightbook.job.Launch} that answers it are words that the scheduler
 * ({@code quartz}) and what it launches ({@code batch}) have in common, so that neither knows the other.
 *
 * <p>Always: a job has at least one step and no step twice; the time zone of a schedule is explicit.
 *
 * <p>Not its business: which steps exist, the grammar of cron expressions, running anything.
 */
@NullMarked
package io.nightbook.job;

import org.jspecify.annotations.NullMarked;
