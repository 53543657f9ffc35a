package io.nightbook.cases;

import io.nightbook.batch.History;
import io.nightbook.domain.report.ExportFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Tables as the exports write them: each row by its columns' names, all values as text. */
final class Rows {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private Rows() {}

    static List<Map<String, String>> of(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return read(reader);
        }
    }

    static List<Map<String, String>> of(String text) {
        try {
            return read(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Map<String, String>> exported(History history, String table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        history.export(table, ExportFilter.ALL, out);
        return read(new StringReader(out.toString(StandardCharsets.UTF_8)));
    }

    private static List<Map<String, String>> read(Reader reader) throws IOException {
        return FORMAT.parse(reader).stream().map(CSVRecord::toMap).toList();
    }
}
