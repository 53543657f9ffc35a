package io.nightbook.quartz;

import io.nightbook.job.JobSpec;

/** A cron line that cannot be read. The message names the job, the line, what is wrong and what to write. */
public final class BadCron extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadCron(JobSpec job, String cron, String mistake) {
        super("job " + job.name() + ": cron '" + cron + "' cannot be read: " + mistake);
    }
}
