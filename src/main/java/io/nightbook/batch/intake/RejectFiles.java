package io.nightbook.batch.intake;

import io.nightbook.csv.RejectFile;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.Privacy;
import io.nightbook.postgres.RejectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The rows that were not accepted, as files under the home: one to mend and send again, one that says why. */
public final class RejectFiles {

    private final RejectStore rejects;
    private final Path folder;

    public RejectFiles(Database database, Path home) {
        this.rejects = new RejectStore(database);
        this.folder = home.resolve("rejects");
    }

    /** Writes both files whole, for whom the folder is; answers the one to mend. */
    public Path write(IntakeResult result) {
        try {
            Privacy.createFolder(folder);
            Path mend = written(result);
            Privacy.share(folder, mend);
            Privacy.share(folder, RejectFile.reasons(mend));
            rejects.giveBack(mend.toRealPath().toString(), result.intake());
            return mend;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The rejected rows of " + result.path().getFileName() + " cannot be kept in " + folder + ": "
                            + e.getMessage() + ". They are in the books too: nightbook export rejects",
                    e);
        }
    }

    private Path written(IntakeResult result) {
        try (RejectFile file = RejectFile.begin(folder, result.path(), result.intake())) {
            file.addHeader(result.header());
            rejects.each(result.intake(), file::add);
            return file.finish();
        }
    }
}
