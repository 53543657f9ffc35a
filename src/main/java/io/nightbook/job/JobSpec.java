package io.nightbook.job;

import io.nightbook.domain.cycle.ClosingRule;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job as its file describes it.
 *
 * @param description for people; may be empty
 * @param schedule null: runs only when someone starts it
 * @param closes which of the cycles that are due it closes, if it has that step
 * @param steps names of steps in the order in which they run
 */
public record JobSpec(
        String name,
        String description,
        @Nullable Schedule schedule,
        Identity identity,
        ClosingRule closes,
        List<String> steps) {

    public JobSpec {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || new HashSet<>(steps).size() < steps.size()) {
            throw new IllegalArgumentException("job " + name + " needs at least one step, and none twice: " + steps);
        }
    }

    /** A job that closes all that is due, if it closes anything. */
    public JobSpec(
            String name, String description, @Nullable Schedule schedule, Identity identity, List<String> steps) {
        this(name, description, schedule, identity, ClosingRule.ALL, steps);
    }

    /** When a job fires: a Quartz cron expression and the time zone whose wall clock it reads. */
    public record Schedule(String cron, ZoneId zone) {}

    /** What makes two runs of a job the same run, which never posts twice. */
    public enum Identity {
        /** The business date: the UTC date of the as-of. */
        DATE;

        /** The word of the files: {@code date}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
