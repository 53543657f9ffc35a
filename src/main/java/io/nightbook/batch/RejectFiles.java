package io.nightbook.batch;

import io.nightbook.csv.RejectFile;
import java.nio.file.Path;

/** The rows that were not accepted, as files under the home: one to mend and send again, one that says why. */
public final class RejectFiles {

    private final Path folder;

    public RejectFiles(Path home) {
        this.folder = home.resolve("rejects");
    }

    /** Writes both files whole, in place of those of an earlier try; answers the one to mend. */
    public Path write(IntakeResult result) {
        return RejectFile.write(folder, result.file(), result.header(), result.rejects());
    }
}
