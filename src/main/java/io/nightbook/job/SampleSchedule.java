package io.nightbook.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a sample, in order.
 *
 * @param about one sentence about the made-up vendor
 */
public record SampleSchedule(String about, List<Step> steps) {

    public SampleSchedule {
        steps = List.copyOf(steps);
    }

    /**
     * An import of files, or a run of a job.
     *
     * @param files names within the sample's data; empty for a run
     * @param job null for an import
     * @param asOf null for an import
     */
    public record Step(
            List<String> files,
            @Nullable String job,
            @Nullable Instant asOf) {}
}
