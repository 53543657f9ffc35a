package io.nightbook.cli;

import io.nightbook.batch.Session;
import io.nightbook.job.JobSpec;
import io.nightbook.job.SampleSchedule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the commands need of the rest of the program; main wires it. */
public interface Rooms {

    /** Opens the books: the embedded database of the home, or the server of the URL. */
    Session open(Settings settings);

    /** Whether there are books to open, so that none are made where there are none. */
    boolean areThereBooks(Settings settings);

    /** Where the embedded server runs and for how long; empty where none does. */
    Optional<String> server(Settings settings);

    /** Stops the embedded server that nobody uses; answers false where none runs. */
    boolean stopServer(Settings settings);

    /** Reads the configuration alone. */
    Session.Configuration configuration(Settings settings);

    /** Unpacks a sample that ships with the program into a folder; answers what happens in it. */
    SampleSchedule unpackSample(String system, Path into);

    /** The next instants at which a job fires after one. */
    List<Instant> nextFireTimes(JobSpec job, Instant after, int count);

    /** What to beware of in a job's schedule. */
    List<String> scheduleWarnings(JobSpec job);

    /** Runs the scheduler until the process is told to stop. */
    void serve(Session session) throws InterruptedException;

    /** The present instant; nothing below the commands asks a clock. */
    Instant now();
}
