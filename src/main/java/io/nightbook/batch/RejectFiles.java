package io.nightbook.batch;

import io.nightbook.csv.RejectFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The rows that were not accepted, as files under the home: one to mend and send again, one that says why. */
public final class RejectFiles {

    private final Path folder;
    private final Set<String> written = new HashSet<>();

    public RejectFiles(Path home) {
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
        return RejectFile.write(folder, name, result.header(), result.rejects());
    }
}
