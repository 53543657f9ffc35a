package io.nightbook.yaml;

import io.nightbook.job.SampleSchedule;
import io.nightbook.job.SampleSchedule.Step;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schedule of a sample: {@code about}, and {@code steps}, each {@code import: [FILE]} or {@code run} with {@code as_of}. */
public final class ScheduleFile {

    private ScheduleFile() {}

    /**
     * Reads a schedule.
     *
     * @throws ConfigError with all problems found
     */
    public static SampleSchedule read(Path file) {
        Problems problems = new Problems();
        Fields fields = Fields.of(ConfigFile.read(file, problems), "a sample's schedule", "about", "steps");
        List<Step> steps = new ArrayList<>();
        for (Value item : fields.required("steps").filledList("step of a sample")) {
            steps.add(step(Fields.of(item, "a step of a sample", "import", "run", "as_of")));
        }
        String about = Texts.text(fields.required("about"));
        problems.throwIfAny();
        return new SampleSchedule(about, steps);
    }

    private static Step step(Fields fields) {
        if (fields.has("import")) {
            List<String> files = new ArrayList<>();
            fields.list("import", "file").forEach(file -> files.add(Texts.text(file)));
            return new Step(files, null, null);
        }
        return new Step(List.of(), Texts.text(fields.required("run")), instant(fields.required("as_of")));
    }

    private static @Nullable Instant instant(Value value) {
        String text = Texts.text(value);
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            value.problem(
                    value.subject() + " is " + Excerpt.quoted(text), "write an instant such as 2026-11-02T12:00:00Z");
            return null;
        }
    }
}
