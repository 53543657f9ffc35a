package io.nightbook.quartz;

import io.nightbook.job.JobSpec;
import java.time.ZoneId;
import java.util.List;

/** Jobs with a schedule and one step. */
final class Jobs {

    private Jobs() {}

    static JobSpec job(String name, String cron) {
        return job(name, cron, "UTC");
    }

    static JobSpec job(String name, String cron, String zone) {
        JobSpec.Schedule schedule = new JobSpec.Schedule(cron, ZoneId.of(zone));
        return new JobSpec(name, "", schedule, JobSpec.Identity.DATE, List.of("replay"));
    }
}
