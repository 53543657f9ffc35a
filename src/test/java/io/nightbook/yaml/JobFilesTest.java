package io.nightbook.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.batch.Runner;
import io.nightbook.domain.cycle.ClosingRule;
import io.nightbook.job.JobSpec;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {

    private static final Set<String> STEPS = new LinkedHashSet<>(List.of("rollup", "replay", "post", "alerts"));

    @TempDir
    private Path dir;

    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(dir);
    }

    @Test
    void aJobFileHoldsNameScheduleIdentityAndStepsInTheirOrder() {
        folder.write("nightly.yaml", """
                job: nightly
                description: Settles, lapses and alerts; closes nothing.
                schedule: { cron: "0 30 4 * * ?", zone: Europe/Berlin }
                identity: date
                steps: [rollup, replay, post, alerts]
                """);
        assertThat(jobs())
                .containsExactly(new JobSpec(
                        "nightly",
                        "Settles, lapses and alerts; closes nothing.",
                        new JobSpec.Schedule("0 30 4 * * ?", ZoneId.of("Europe/Berlin")),
                        JobSpec.Identity.DATE,
                        List.of("rollup", "replay", "post", "alerts")));
    }

    @Test
    void stepsThatGoOnWithWhatIsNotDoneYetAreRefused() {
        folder.write("a.yaml", "job: nightly\nsteps: [rollup, post, replay]\n");

        assertThatExceptionOfType(ConfigError.class)
                .isThrownBy(this::jobs)
                .withMessageContaining("a.yaml:2:23: step replay comes after post")
                .withMessageContaining("write the steps of a job in this order: rollup, replay, post, alerts");
    }

    @Test
    void aJobThatWouldBookAPartIsRefused() {
        folder.write("a.yaml", "job: own\nsteps: [rollup, post]\n");

        assertThatExceptionOfType(ConfigError.class)
                .isThrownBy(this::jobs)
                .withMessageContaining("a.yaml:2:8: a job lacks one of the steps rollup, replay, post");
    }

    @Test
    void aJobWithoutAScheduleRunsOnlyByHand() {
        folder.write("b.yaml", "job: by-hand\nsteps: [rollup, replay, post]\n");
        folder.write("a.yaml", "job: noon\nschedule: { cron: \"0 0 12 * * ?\" }\nsteps: [rollup, replay, post]\n");
        assertThat(jobs())
                .containsExactly(
                        new JobSpec(
                                "noon",
                                "",
                                new JobSpec.Schedule("0 0 12 * * ?", ZoneId.of("UTC")),
                                JobSpec.Identity.DATE,
                                List.of("rollup", "replay", "post")),
                        new JobSpec("by-hand", "", null, JobSpec.Identity.DATE, List.of("rollup", "replay", "post")));
    }

    @Test
    void aCronLineThatCannotBeReadIsShownWhereItStands() {
        folder.write("a.yaml", "job: nightly\nschedule: { cron: \"0 61 4 * * ?\" }\nsteps: [rollup, replay, post]\n");
        assertThat(folder.mistakesOf(this::jobs)).isEqualTo("""
                        a.yaml:2:19: 'cron' of a schedule is '0 61 4 * * ?'
                            2 | schedule: { cron: "0 61 4 * * ?" }
                              |                   ^
                          write minutes up to 59""");
    }

    @Test
    void mistakesOfAllJobFilesAreNamedAtOnce() {
        folder.write("a.yaml", "job: nightly\nschedule: { zone: UTC }\nidentity: day\nsteps: [rolup, post, post]\n");
        folder.write("b.yaml", "job: nightly\nsteps: []\n");
        folder.write("c.yaml", "job: ../x\nstep: [post]\n");
        assertThat(folder.mistakesOf(this::jobs)).isEqualTo("""
                        a.yaml:2:11: missing key 'cron' in a schedule
                            2 | schedule: { zone: UTC }
                              |           ^
                          add it. Known keys: cron, zone
                        a.yaml:3:11: unknown 'identity' of a job: 'day'
                            3 | identity: day
                              |           ^
                          Known words: date
                        a.yaml:4:9: unknown step of a job: 'rolup'
                            4 | steps: [rolup, post, post]
                              |         ^
                          did you mean 'rollup'? Known steps: rollup, replay, post, alerts
                        a.yaml:4:22: step 'post' is declared twice
                            4 | steps: [rolup, post, post]
                              |                      ^
                          keep one of them; the first is at a.yaml:4:16
                        b.yaml:1:6: job 'nightly' is declared twice
                            1 | job: nightly
                              |      ^
                          keep one of them; the first is at a.yaml:1:6
                        b.yaml:2:8: 'steps' of a job is an empty list
                            2 | steps: []
                              |        ^
                          write at least one step of a job
                        c.yaml:1:6: 'job' of a job is '../x'
                            1 | job: ../x
                              |      ^
                          write up to 64 letters, digits, points, dashes or underscores, a letter or digit first
                        c.yaml:2:1: unknown key 'step' in a job
                            2 | step: [post]
                              | ^
                          did you mean 'steps'? Known keys: job, description, schedule, identity, closes, steps""");
    }

    private List<JobSpec> jobs() {
        return JobFiles.readDirectory(
                dir, STEPS, cron -> cron.contains("61") ? Optional.of("write minutes up to 59") : Optional.empty());
    }

    @Test
    void aJobSaysWhichOfTheCyclesThatAreDueItCloses() {
        folder.write("a.yaml", "job: a\nsteps: [rollup, replay, close, post]\n");
        folder.write("b.yaml", "job: b\ncloses: inside_months\nsteps: [rollup, replay, close, post]\n");
        assertThat(JobFiles.readDirectory(dir, Runner.STEPS, cron -> Optional.empty()))
                .extracting(JobSpec::closes)
                .containsExactly(ClosingRule.ALL, ClosingRule.INSIDE_MONTHS);
        folder.write("a.yaml", "job: a\ncloses: inside_month\nsteps: [rollup, replay, post]\n");
        folder.write("b.yaml", "job: b\ncloses: inside_months\nsteps: [rollup, replay, post]\n");
        assertThat(folder.mistakesOf(this::jobs)).isEqualTo("""
                        a.yaml:2:9: unknown 'closes' of a job: 'inside_month'
                            2 | closes: inside_month
                              |         ^
                          did you mean 'inside_months'? Known words: all, inside_months
                        b.yaml:2:9: a job that has no step close closes nothing
                            2 | closes: inside_months
                              |         ^
                          remove 'closes', or add the step""");
    }
}
