/**
 * Decides when jobs fire: what a cron line means in its zone, and on which of several nodes a fire happens.
 *
 * <p>From the schedules of the job files ({@link io.nightbook.quartz.Schedule}) and a database to calls of one
 * {@link io.nightbook.job.Launch}, by a {@link io.nightbook.quartz.SchedulerNode}: Quartz with its clustered job store
 * in the books' own tables. A fire is only a call to look at what is due; its instant, never the machine's clock, bounds
 * what that is. The triggers are brought in line with the job files at the start, and unchanged ones are not touched,
 * since replacing them on every node's start makes a slot fire twice.
 *
 * <p>Always: one launch at a time over all nodes, since the books take one run at a time; a fire that was missed while
 * no node ran is made up for by one launch as soon as one does; a failed launch is logged, and no fire is lost by it
 * since the next one finds the same things due. Node names are random rather than made by Quartz from the host's name,
 * which a container may not resolve.
 *
 * <p>Not its business: which runs are due and in which order, and running them ({@code batch}).
 */
@NullMarked
package io.nightbook.quartz;

import org.jspecify.annotations.NullMarked;
