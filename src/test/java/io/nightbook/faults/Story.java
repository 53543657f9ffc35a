package io.nightbook.faults;

import io.nightbook.batch.Books;
import io.nightbook.batch.Runner;
import io.nightbook.batch.intake.Intake;
import io.nightbook.batch.intake.IntakeResult;
import io.nightbook.batch.intake.RejectFiles;
import io.nightbook.cases.SmallWorld;
import io.nightbook.cases.TestServer;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.job.JobSpec;
import io.nightbook.pdf.Fonts;
import io.nightbook.postgres.Database;
import io.nightbook.quartz.Schedule;
import io.nightbook.yaml.CatalogFiles;
import io.nightbook.yaml.JobFiles;
import io.nightbook.yaml.SellerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A command that faults meet, with what was done before it. */
enum Story {
    /** Books are opened for the first time, in an empty database: their tables are made. */
    FIRST_START {
        @Override
        String template(Path folder) {
            return Server.empty();
        }

        @Override
        void before(Database database, Path folder) {}

        @Override
        void command(Database database, Path folder, Path home) {}
    },
    /** Five files at once, with rows to be rejected, duplicates and a void. */
    IMPORT {
        @Override
        void before(Database database, Path folder) {}

        @Override
        void command(Database database, Path folder, Path home) {
            take(database, home, files(folder));
        }
    },
    /** The first night of these books. */
    NIGHT {
        @Override
        void before(Database database, Path folder) {
            IMPORT.command(database, folder, folder);
        }

        @Override
        void command(Database database, Path folder, Path home) {
            run(database, folder, home, "nightly", "2026-09-26T04:30:00Z");
        }
    },
    /** A month's close with its documents, after a night and with usage that came since. */
    MONTH_END {
        @Override
        void before(Database database, Path folder) {
            NIGHT.before(database, folder);
            NIGHT.command(database, folder, folder);
            take(
                    database,
                    folder,
                    write(
                            folder,
                            "usage-3.csv",
                            "event_id,account_id,meter,occurred_at,quantity",
                            "a-2,acme,reply,2026-09-29T08:00:00Z,77",
                            "c-3,cora,tokens,2026-09-28T00:00:00Z,5000",
                            "d-3,dune,reply,2026-10-01T12:00:00Z,1"));
        }

        @Override
        void command(Database database, Path folder, Path home) {
            run(database, folder, home, "month-end", "2026-10-02T12:00:00Z");
        }
    };

    /** The name of a new database, as it is before the command. */
    String template(Path folder) {
        String name = TestServer.get().newName();
        try (Database database = Server.open(name)) {
            before(database, folder);
        }
        Server.awaitForgotten(name);
        return name;
    }

    /** Does what was done before the command. */
    abstract void before(Database database, Path folder);

    /**
     * The command.
     *
     * @param folder where the catalog, the seller and the input files are
     * @param home where its files go
     */
    abstract void command(Database database, Path folder, Path home);

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void run(Database database, Path folder, Path home, String job, String asOf) {
        Books books = new Books(
                database,
                CatalogFiles.readDirectory(folder.resolve("catalog")),
                "small world",
                SellerFile.read(folder.resolve("seller.yaml")),
                Fonts.SHIPPED.with(folder.resolve("fonts")),
                home.resolve("out"));
        JobSpec spec = JobFiles.readDirectory(Path.of("jobs"), Runner.STEPS, Schedule::mistake).stream()
                .filter(candidate -> candidate.name().equals(job))
                .findFirst()
                .orElseThrow();
        new Runner(books, Runner.Listener.SILENT).run(new Runner.Order(spec, Instant.parse(asOf), null, "test"));
    }

    private static void take(Database database, Path home, Path... files) {
        Path folder = files[0].resolveSibling("");
        Intake intake = new Intake(database, CatalogFiles.readDirectory(folder.resolve("catalog")), progress -> {});
        RejectFiles rejects = new RejectFiles(database, home);
        for (IntakeResult result : intake.take(List.of(files), ForeignColumns.NONE)) {
            if (result.rejected() > 0) {
                rejects.write(result);
            }
        }
    }

    private static Path[] files(Path folder) {
        return Stream.of("accounts.csv", "subscriptions.csv", "credit_batches.csv", "usage.csv", "usage-2.csv")
                .map(folder::resolve)
                .toArray(Path[]::new);
    }

    /** Lays out the catalog, the seller and the input files of all stories. */
    static void layOut(Path folder) {
        write(folder, "catalog/catalog.yaml", SmallWorld.CATALOG);
        write(folder, "seller.yaml", SmallWorld.SELLER);
        write(
                folder,
                "accounts.csv",
                "account_id,name,currency,time_zone,country",
                "acme,Acme Inc,USD,UTC,US",
                "bolt,Bolt GmbH,EUR,Europe/Berlin,DE",
                "cora,Cora LLC,USD,America/New_York,US",
                "dune,Dune SARL,EUR,Europe/Paris,FR",
                "echo,Echo Ltd,XXL,Europe/London,GB");
        write(
                folder,
                "subscriptions.csv",
                "account_id,plan_id,starts_on",
                "acme,pro,2026-09-01",
                "bolt,pro,2026-09-10",
                "bolt,free,2026-09-12");
        write(
                folder,
                "credit_batches.csv",
                "batch_id,account_id,effective_at,package_id,credits,price,expires_at",
                "cora-1,cora,2026-09-05T15:00:00Z,standard,,,",
                "cora-2,cora,2026-09-06T15:00:00Z,boost,,,",
                "dune-1,dune,2026-09-01,,100,10.00,2026-09-20T00:00:00Z");
        write(
                folder,
                "usage.csv",
                "event_id,account_id,meter,occurred_at,quantity,agent",
                "a-1,acme,inference,2026-09-03T08:00:00Z,1200000,bot",
                "b-1,bolt,reply,2026-09-12T10:00:00Z,40,",
                "c-1,cora,reply,2026-09-05T14:00:00Z,100,",
                "c-2,cora,reply,2026-09-06T00:00:00Z,250,",
                "c-2,cora,reply,2026-09-06T00:00:00Z,250,",
                "d-1,dune,reply,2026-09-19T12:00:00Z,30,",
                "d-2,dune,reply,2026-09-20T00:00:00Z,five,",
                "d-2,dune,reply,2026-09-20T00:00:00Z,5,");
        write(
                folder,
                "usage-2.csv",
                "event_id,account_id,meter,occurred_at,quantity,voids",
                "b-2,bolt,tokens,2026-10-01T10:00:00Z,40000,",
                "c-4,cora,reply,,,c-2",
                "z-1,zulu,reply,2026-09-12T10:00:00Z,40,");
    }

    private static Path write(Path folder, String file, String... lines) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.resolveSibling(""));
            return Files.writeString(path, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
