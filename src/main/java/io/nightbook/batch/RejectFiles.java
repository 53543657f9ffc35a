package io.nightbook.batch;

import io.nightbook.csv.RejectFile;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.RejectStore;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The rows that were not accepted, as files under the home: one to mend and send again, one that says why. */
public final class RejectFiles {

    private final RejectStore rejects;
    private final Path folder;
    private final Set<String> written = new HashSet<>();

    public RejectFiles(Database database, Path home) {
        this.rejects = new RejectStore(database);
        this.folder = home.resolve("rejects");
    }

    /**
     * Writes both files whole, in place of those of an earlier try; answers the one to mend. Where several files of one name
     * are taken in together, from different folders, the further ones are numbered: {@code usage-2.csv}.
     */
    public Path write(IntakeResult result) {
        String stem = result.file().replaceFirst("\\.csv(\\.gz)?$", "");
        String name = stem;
        for (int number = 2; !written.add(name); number++) {
            name = stem + "-" + number;
        }
        try (RejectFile file = RejectFile.begin(folder, name)) {
            file.addHeader(result.header());
            rejects.each(result.intake(), file::add);
            return file.finish();
        }
    }
}
