package io.nightbook.cases;

import io.nightbook.batch.Books;
import io.nightbook.batch.History;
import io.nightbook.batch.Runner;
import io.nightbook.batch.intake.Intake;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.invoice.Seller;
import io.nightbook.domain.report.ExportFilter;
import io.nightbook.job.JobSpec;
import io.nightbook.pdf.Fonts;
import io.nightbook.postgres.Database;
import io.nightbook.quartz.Schedule;
import io.nightbook.yaml.CatalogFiles;
import io.nightbook.yaml.JobFiles;
import io.nightbook.yaml.SellerFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** A folder with a configuration, input files and a schedule: played step by step, as the commands would. */
public final class WorkedCase {

    static final List<String> TABLES =
            List.of("batches", "ledger", "cycles", "usage", "invoices", "invoice_lines", "rejects", "parked");

    private final Path folder;
    private final Database database;
    private final Books books;
    private final List<JobSpec> jobs;

    public WorkedCase(Path folder, Database database, Path out) {
        this.folder = folder;
        this.database = database;
        Catalog catalog = CatalogFiles.read(List.of(folder.resolve("catalog.yaml")));
        Seller seller = SellerFile.read(folder.resolve("seller.yaml"));
        this.books = new Books(database, catalog, "test", seller, Fonts.SHIPPED, out);
        this.jobs = JobFiles.readDirectory(Path.of("jobs"), Runner.STEPS, Schedule::mistake);
    }

    /** Plays all steps of schedule.json. */
    public void play() throws IOException {
        Map<String, List<Map<String, Object>>> schedule =
                new Yaml().load(Files.readString(folder.resolve("schedule.json")));
        for (Map<String, Object> step : schedule.getOrDefault("steps", List.of())) {
            play(step);
        }
    }

    private void play(Map<String, Object> step) {
        if (step.get("import") instanceof List<?> files) {
            List<Path> paths = new ArrayList<>();
            files.forEach(file -> paths.add(folder.resolve(file.toString())));
            new Intake(database, books.catalog(), progress -> {}).take(paths, ForeignColumns.NONE);
        } else {
            run(String.valueOf(step.get("run")), Instant.parse(String.valueOf(step.get("as_of"))));
        }
    }

    public Runner.Outcome run(String job, Instant asOf) {
        return new Runner(books, Runner.Listener.SILENT).run(order(job, asOf));
    }

    public Runner.Order order(String job, Instant asOf) {
        JobSpec spec = jobs.stream()
                .filter(candidate -> candidate.name().equals(job))
                .findFirst()
                .orElseThrow();
        return new Runner.Order(spec, asOf, null, "test");
    }

    public Books books() {
        return books;
    }

    /** Writes all tables into a folder. */
    public void export(Path to) throws IOException {
        Files.createDirectories(to);
        for (String table : TABLES) {
            try (OutputStream out = Files.newOutputStream(to.resolve(table + ".csv"))) {
                new History(database).export(table, ExportFilter.ALL, out);
            }
        }
    }
}
