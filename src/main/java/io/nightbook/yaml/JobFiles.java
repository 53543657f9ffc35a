package io.nightbook.yaml;

import io.nightbook.domain.cycle.ClosingRule;
import io.nightbook.job.JobSpec;
import io.nightbook.job.JobSpec.Identity;
import io.nightbook.job.JobSpec.Schedule;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Jobs, one in each file: {@code job} (its name), {@code steps}, and where they are not the defaults {@code description}
 * (none), {@code schedule: { cron, zone }} (none; UTC), {@code identity} (date), {@code
 * closes} (all; or {@code inside_months}).
 */
public final class JobFiles {

    /** Without one of them a run would book a part of what it rolled up, or nothing and never end. */
    private static final List<String> NEEDED = List.of("rollup", "replay", "post");

    private static final Choice<Identity> IDENTITY = Choice.among(Identity.values());
    private static final Choice<ClosingRule> CLOSES = Choice.among(ClosingRule.values());
    private static final String CLOSE = "close";

    private final Problems problems = new Problems();
    private final Declared names = new Declared("job");
    private final Set<String> knownSteps;
    private final Function<String, Optional<String>> cronMistake;

    private JobFiles(Set<String> knownSteps, Function<String, Optional<String>> cronMistake) {
        this.knownSteps = knownSteps;
        this.cronMistake = cronMistake;
    }

    /**
     * The jobs of a folder, in the order of its files' names.
     *
     * @param knownSteps the steps that exist, in the order in which a job has them
     * @param cronMistake what is wrong with a cron line and what to write; empty if it can be read
     * @throws ConfigError with all problems found; also where the folder has no job file
     */
    public static List<JobSpec> readDirectory(
            Path dir, Set<String> knownSteps, Function<String, Optional<String>> cronMistake) {
        JobFiles reading = new JobFiles(knownSteps, cronMistake);
        List<JobSpec> jobs = new ArrayList<>();
        for (Path file : ConfigFolder.filesOf(dir, reading.problems)) {
            jobs.add(reading.job(ConfigFile.read(file, reading.problems)));
        }
        reading.problems.throwIfAny();
        return List.copyOf(jobs);
    }

    private JobSpec job(Value root) {
        Fields fields = Fields.of(root, "a job", "job", "description", "schedule", "identity", "closes", "steps");
        Value name = fields.required("job");
        JobSpec job = new JobSpec(
                Texts.name(name),
                fields.optional("description", Texts::text, ""),
                fields.optional("schedule", this::schedule),
                fields.optional("identity", IDENTITY::read, Identity.DATE),
                fields.optional("closes", CLOSES::read, ClosingRule.ALL),
                steps(fields.required("steps")));
        if (job.closes() != ClosingRule.ALL && !job.steps().contains(CLOSE)) {
            fields.required("closes")
                    .problem("a job that has no step " + CLOSE + " closes nothing", "remove 'closes', or add the step");
        }
        names.add(job.name(), name);
        return job;
    }

    private Schedule schedule(Value value) {
        Fields fields = Fields.of(value, "a schedule", "cron", "zone");
        return new Schedule(cron(fields.required("cron")), fields.optional("zone", Texts::zone, ZoneId.of("UTC")));
    }

    private String cron(Value value) {
        String cron = Texts.text(value);
        if (!cron.isEmpty()) {
            cronMistake
                    .apply(cron)
                    .ifPresent(mistake -> value.problem(value.subject() + " is " + Excerpt.quoted(cron), mistake));
        }
        return cron;
    }

    private List<String> steps(Value list) {
        Declared once = new Declared("step");
        List<String> order = List.copyOf(knownSteps);
        Set<String> steps = new LinkedHashSet<>();
        String before = "";
        boolean allKnown = true;
        for (Value item : list.filledList("step of a job")) {
            String step = Texts.oneOf(knownSteps, "steps", item);
            if (!knownSteps.contains(step)) {
                allKnown = false;
                continue;
            }
            once.add(step, item);
            if (order.indexOf(step) < order.indexOf(before)) {
                item.problem(
                        "step " + step + " comes after " + before,
                        "write the steps of a job in this order: " + String.join(", ", order));
            }
            steps.add(step);
            before = step;
        }
        if (allKnown && !steps.isEmpty() && !steps.containsAll(NEEDED)) {
            list.problem(
                    "a job lacks one of the steps " + String.join(", ", NEEDED),
                    "a run rolls up what came in, replays it and posts it; name them all");
        }
        return steps.isEmpty() ? List.of("") : List.copyOf(steps);
    }
}
