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
 * are; and {@code <stem>.reasons.csv}: file, line, reason, detail, row.
 */
public final class RejectFile {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private RejectFile() {}

    /** Writes both whole or not at all; answers the file to mend. */
    public static Path write(Path folder, String stem, List<String> header, List<Reject> rejects) {
        Path mend = folder.resolve(stem + ".csv");
        try {
            Files.createDirectories(folder);
            replace(mend, out -> {
                out.append(
                        String.join(",", header.stream().map(InputRow::quoted).toList()));
                out.append('\n');
                for (Reject reject : rejects) {
                    out.append(reject.row()).append('\n');
                }
            });
            replace(folder.resolve(stem + ".reasons.csv"), out -> {
                CSVPrinter printer = new CSVPrinter(out, FORMAT);
                printer.printRecord("file", "line", "reason", "detail", "row");
                for (Reject reject : rejects) {
                    printer.printRecord(
                            reject.file(), reject.line(), reject.reason().word(), reject.detail(), reject.row());
                }
                printer.flush();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The rejected rows of " + stem + " cannot be written to " + folder + ": " + e.getMessage()
                            + ". They are in the books too: nightbook export rejects",
                    e);
        }
        return mend;
    }

    private interface Content {
        void write(Writer out) throws IOException;
    }

    private static void replace(Path target, Content content) throws IOException {
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            content.write(out);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
