package io.nightbook.csv;

import io.nightbook.domain.input.Reject;
import java.io.Closeable;
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
 * are; and {@code <stem>.reasons.csv}: file, line, reason, detail, row. Each is there whole once both are finished, in
 * place of that of an earlier try.
 */
public final class RejectFile implements AutoCloseable {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final Path folder;
    private final String stem;
    private final Part rows;
    private final Part why;
    private final CSVPrinter reasons;

    private RejectFile(Path folder, String stem, Part rows, Part why) throws IOException {
        this.folder = folder;
        this.stem = stem;
        this.rows = rows;
        this.why = why;
        this.reasons = new CSVPrinter(why.out, FORMAT);
    }

    /** A file that is written beside its place, and put there at the end. */
    private static final class Part implements Closeable {

        private final Path target;
        private final Path path;
        private final Writer out;

        Part(Path target) throws IOException {
            this.target = target;
            this.path = target.resolveSibling("." + target.getFileName() + ".part");
            this.out = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
        }

        void place() throws IOException {
            Files.move(path, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }

        /** Forgets it where it is not in its place. */
        @Override
        public void close() throws IOException {
            try (out) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** The file that says why, beside the one to mend. */
    public static Path reasons(Path mend) {
        return mend.resolveSibling(mend.getFileName().toString().replaceFirst("\\.csv$", ".reasons.csv"));
    }

    /** Begins both files. */
    public static RejectFile begin(Path folder, String stem) {
        try {
            Files.createDirectories(folder);
            Part rows = new Part(folder.resolve(stem + ".csv"));
            try {
                return new RejectFile(folder, stem, rows, new Part(reasons(rows.target)));
            } catch (IOException e) {
                rows.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(folder, stem, e);
        }
    }

    /** Writes the header of both: that of the rejected rows is their own. */
    public void addHeader(List<String> header) {
        try {
            rows.out
                    .append(String.join(
                            ",", header.stream().map(InputRow::quoted).toList()))
                    .append('\n');
            reasons.printRecord("file", "line", "reason", "detail", "row");
        } catch (IOException e) {
            throw failed(folder, stem, e);
        }
    }

    public void add(Reject reject) {
        try {
            rows.out.append(reject.row()).append('\n');
            reasons.printRecord(reject.file(), reject.line(), reject.reason().word(), reject.detail(), reject.row());
        } catch (IOException e) {
            throw failed(folder, stem, e);
        }
    }

    /** Puts both in their place; answers the file to mend. */
    public Path finish() {
        try {
            rows.out.close();
            why.out.close();
            why.place();
            rows.place();
            return rows.target;
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
        try (rows;
                why) {
            // both are closed, whatever becomes of one of them
        } catch (IOException e) {
            throw failed(folder, stem, e);
        }
    }
}
