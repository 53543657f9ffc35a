package io.nightbook.quartz;

import io.nightbook.job.Fire;
import io.nightbook.job.Launch;
import io.nightbook.job.Launch.Next;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one job that Quartz knows, whichever schedule fires: launches until nothing is left or the node is to stop. */
@DisallowConcurrentExecution
final class LaunchJob implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(LaunchJob.class);

    private final Launch launch;
    private final Timetable timetable;
    private final Gate gate;

    LaunchJob(Launch launch, Timetable timetable, Gate gate) {
        this.launch = launch;
        this.timetable = timetable;
        this.gate = gate;
    }

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        String trigger = Timetable.nameOf(context.getTrigger());
        try {
            Fire fire = new Fire(trigger, context.getScheduledFireTime().toInstant(), timetable.firstSeen());
            gate.pass(() -> launch(fire));
        } catch (RuntimeException | SchedulerException e) {
            LOG.error("What was due at the fire of {} failed and waits for the next fire: {}", trigger, e.getMessage());
            throw new JobExecutionException(e.getMessage(), e, false);
        }
    }

    private void launch(Fire fire) {
        Next next = Next.MORE;
        while (next == Next.MORE && gate.isOpen()) {
            next = launch.launch(fire);
        }
        if (next == Next.LATER) {
            timetable.lookLater();
        }
    }
}
