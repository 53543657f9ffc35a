package io.nightbook.cases;

import io.nightbook.batch.Books;
import io.nightbook.batch.History;
import io.nightbook.batch.Runner;
import io.nightbook.batch.intake.Intake;
import io.nightbook.batch.intake.IntakeResult;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.job.JobSpec;
import io.nightbook.job.SampleSchedule;
import io.nightbook.job.SampleSchedule.Step;
import io.nightbook.pdf.Fonts;
import io.nightbook.postgres.Database;
import io.nightbook.quartz.Schedule;
import io.nightbook.yaml.CatalogFiles;
import io.nightbook.yaml.JobFiles;
import io.nightbook.yaml.ScheduleFile;
import io.nightbook.yaml.SellerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A sample system as it ships, played by its own schedule; what its imports and runs said is kept. */
final class PlayedSample implements AutoCloseable {

    private final Path data;
    private final Database database;
    private final Books books;
    private final List<JobSpec> jobs;
    private final List<IntakeResult> imports = new ArrayList<>();
    private final List<Runner.Outcome> runs = new ArrayList<>();

    PlayedSample(String system, Path out) {
        Path folder = Path.of("config", "samples", system);
        this.data = folder.resolve("data");
        this.database = TestServer.get().database();
        this.books = new Books(
                database,
                CatalogFiles.readDirectory(folder.resolve("catalog")),
                system,
                SellerFile.read(folder.resolve("seller.yaml")),
                Fonts.SHIPPED,
                out);
        this.jobs = JobFiles.readDirectory(Path.of("jobs"), Runner.STEPS, Schedule::mistake);
        SampleSchedule schedule = ScheduleFile.read(folder.resolve("schedule.yaml"));
        schedule.steps().forEach(this::play);
    }

    private void play(Step step) {
        if (step.job() == null) {
            List<Path> files = step.files().stream().map(data::resolve).toList();
            imports.addAll(new Intake(database, books.catalog(), progress -> {}).take(files, ForeignColumns.NONE));
        } else {
            Instant asOf = Objects.requireNonNull(step.asOf());
            JobSpec job = jobs.stream()
                    .filter(candidate -> candidate.name().equals(step.job()))
                    .findFirst()
                    .orElseThrow();
            runs.add(new Runner(books, Runner.Listener.SILENT).run(new Runner.Order(job, asOf, null, "test")));
        }
    }

    /** The rejected rows, such as {@code usage-2026-08.csv 483 malformed}. */
    List<String> rejects() {
        return imports.stream()
                .flatMap(file -> file.rejects().stream()
                        .map(reject -> file.file() + " " + reject.line() + " "
                                + reject.reason().word()))
                .toList();
    }

    long duplicates() {
        return imports.stream().mapToLong(IntakeResult::duplicates).sum();
    }

    long parked() {
        return runs.stream().mapToLong(Runner.Outcome::parked).sum();
    }

    /** The checks that do not hold over the whole books. */
    List<String> failedProofs() {
        return new History(database).prove();
    }

    List<Map<String, String>> table(String name) throws IOException {
        return Rows.exported(new History(database), name);
    }

    /** The values of some columns in the one row that has these values in it. */
    List<String> row(String table, Map<String, String> where, String... columns) throws IOException {
        List<Map<String, String>> rows = table(table).stream()
                .filter(row -> row.entrySet().containsAll(where.entrySet()))
                .toList();
        if (rows.size() != 1) {
            throw new AssertionError(table + " has " + rows.size() + " rows with " + where + ", one was expected");
        }
        return List.of(columns).stream()
                .map(column -> Objects.requireNonNull(rows.get(0).get(column), column))
                .toList();
    }

    /** How often each value of a column is there, such as {@code {closed=48, open=12}}. */
    Map<String, Long> count(String table, String column) throws IOException {
        return table(table).stream()
                .collect(Collectors.groupingBy(row -> Objects.requireNonNull(row.get(column)), Collectors.counting()));
    }

    @Override
    public void close() {
        database.close();
    }
}
