package io.nightbook.csv;

import io.nightbook.domain.input.Reject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Rejected rows of one input file: {@code <stem>.csv}, the rows under their own header, to be mended and imported as they
 * are; and {@code <stem>.reasons.csv}: file, line, reason, detail, row. Both are there whole once they are finished, in place
 * of those of an earlier try, or not at all.
 */
public final class RejectFile implements AutoCloseable {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final Path folder;
    private final String stem;
    private final Path mend;
    private final Path why;
    private final Writer rows;
    private final CSVPrinter reasons;

    private RejectFile(Path folder, String stem) throws IOException {
        Files.createDirectories(folder);
        this.folder = folder;
        this.stem = stem;
        this.mend = folder.resolve(stem + ".csv");
        this.why = folder.resolve(stem + ".reasons.csv");
        this.rows = Files.newBufferedWriter(part(mend), StandardCharsets.UTF_8);
        this.reasons = new CSVPrinter(Files.newBufferedWriter(part(why), StandardCharsets.UTF_8), FORMAT);
    }

    private static Path part(Path of) {
        return of.resolveSibling("." + of.getFileName() + ".part");
    }

    /** Begins both files. */
    public static RejectFile begin(Path folder, String stem, List<String> header) {
        try {
            RejectFile file = new RejectFile(folder, stem);
            file.rows.append(
                    String.join(",", header.stream().map(InputRow::quoted).toList()));
            file.rows.append('\n');
            file.reasons.printRecord("file", "line", "reason", "detail", "row");
            return file;
        } catch (IOException e) {
            throw failed(folder, stem, e);
        }
    }

    public void add(Reject reject) {
        try {
            rows.append(reject.row()).append('\n');
            reasons.printRecord(reject.file(), reject.line(), reject.reason().word(), reject.detail(), reject.row());
        } catch (IOException e) {
            throw failed(folder, stem, e);
        }
    }

    /** Puts both in their place; answers the file to mend. */
    public Path finish() {
        try {
            rows.close();
            reasons.close();
            for (Path file : List.of(mend, why)) {
                Files.move(part(file), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            return mend;
        } catch (IOException e) {
            throw failed(folder, stem, e);
        }
    }

    private static UncheckedIOException failed(Path folder, String stem, IOException cause) {
        return new UncheckedIOException(
                "The rejected rows of " + stem + " cannot be written to " + folder + ": " + cause.getMessage()
                        + ". They are in the books too: nightbook export rejects",
                cause);
    }

    /** Forgets what is not finished. */
    @Override
    public void close() {
        try {
            rows.close();
            reasons.close();
            Files.deleteIfExists(part(mend));
            Files.deleteIfExists(part(why));
        } catch (IOException e) {
            throw failed(folder, stem, e);
        }
    }
}
