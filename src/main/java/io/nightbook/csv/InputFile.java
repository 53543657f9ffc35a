package io.nightbook.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An input file, read record by record in constant memory: RFC 4180, UTF-8, perhaps gzipped, columns by name.
 *
 * <p>What spreadsheets make of one is read where it is safe: a byte order mark, UTF-16 with one, a first line {@code sep=},
 * columns between semicolons, tabs or bars, names that differ from the contract's by case or blanks where the file could not
 * be used otherwise, and columns and rows without anything in them. All else is refused by its own name.
 *
 * <p>A record has at most 1,048,576 characters. What is longer, or is left open by a quote, is one rejected line, and reading
 * goes on with the next one.
 */
public final class InputFile implements Closeable {

    private final Path path;
    private final String name;
    private final InputKind kind;
    private final InputText text;
    private final Records records;
    private final List<String> columns;
    private final int width;
    private final List<String> header;
    private final Map<String, Integer> places = new HashMap<>();
    private final ForeignColumns foreign;
    private final boolean asFound;
    private boolean over;

    /**
     * Opens a file and reads its header.
     *
     * @throws UnusableFile if it cannot be read, has no header, or lacks a required column
     */
    public static InputFile open(Path path, ForeignColumns foreign) {
        String name = String.valueOf(path.getFileName());
        if (!Files.exists(path)) {
            throw new UnusableFile(path + ": cannot be read: there is no such file");
        }
        if (Files.isDirectory(path)) {
            throw new UnusableFile(path + ": is a folder; name the files in it, such as " + path.resolve("usage.csv"));
        }
        if (!Files.isRegularFile(path)) {
            // each file is looked at before any is booked, so it must be there twice
            throw new UnusableFile(
                    path + ": is a pipe or a device, which can be read only once; write what comes out of"
                            + " it to a file, such as usage.csv, and import that");
        }
        InputKind.of(name);
        try {
            return open(path, name, InputText.open(path), foreign);
        } catch (IOException e) {
            throw new UnusableFile(path + ": cannot be read: " + InputText.why(e));
        }
    }

    private static InputFile open(Path path, String name, InputText text, ForeignColumns foreign) throws IOException {
        try {
            return new InputFile(path, name, text, foreign);
        } catch (IOException | UnusableFile e) {
            text.close();
            throw e;
        }
    }

    private InputFile(Path path, String name, InputText text, ForeignColumns foreign) throws IOException {
        this.path = path;
        this.name = name;
        this.kind = InputKind.of(name);
        this.text = text;
        this.records = new Records(text.reader());
        this.foreign = foreign;
        Header found = Header.read(name, kind, foreign, records);
        IOException failure = text.failure();
        if (failure != null && !records.isWhole()) {
            throw failure;
        }
        this.width = found.width();
        List<String> given = foreign.header(name, kind, found.names());
        List<String> tidied = Header.tidied(kind, found.names());
        List<String> tidy = kind.takes(given) ? given : foreign.header(name, kind, tidied);
        boolean isTidied = !kind.takes(given) && kind.takes(tidy);
        this.columns = isTidied ? tidied : found.names();
        this.header = isTidied ? tidy : given;
        this.asFound = foreign.leavesRows(header, columns.size());
        String place = name + ":" + found.line();
        for (int i = 0; i < header.size(); i++) {
            if (places.put(header.get(i), i) != null) {
                throw new UnusableFile(place + ": column " + header.get(i) + " is named twice");
            }
        }
        kind.check(place, records.delimiter(), header);
    }

    public Path path() {
        return path;
    }

    public String name() {
        return name;
    }

    /** The file's length in bytes when it was opened, as it is stored: packed, if it is. */
    public long bytes() {
        return text.length();
    }

    /** How many of them were read so far; safe to ask while another thread reads. */
    public long bytesRead() {
        return text.position();
    }

    /** What it is read for. */
    public ForeignColumns.Purpose purpose() {
        return foreign.purpose();
    }

    public InputKind kind() {
        return kind;
    }

    /** The names of the columns, in the file's order and by the contract's names; at the end those that it was given. */
    public List<String> header() {
        return header;
    }

    /** A column by name: its cells, or nothing. */
    public Column column(String column) {
        return new Column(column, places.getOrDefault(column, -1));
    }

    /** The columns that the contract does not name: in a usage file, properties of the event. */
    List<Column> furtherColumns() {
        return header.stream()
                .filter(column -> !kind.names(column))
                .sorted()
                .map(this::column)
                .toList();
    }

    /** The columns that say in which currency a row's money is. */
    List<Column> currencies() {
        return furtherColumns().stream()
                .filter(column -> InputKind.isCurrency(column.name()))
                .toList();
    }

    /** The next record, or null at the end; lines and records without anything in them are none. */
    public @Nullable InputRow next() {
        while (!over) {
            long begins = records.line();
            Records.Found found = found();
            IOException failure = text.failure();
            if (failure != null && (found == null || !records.isWhole())) {
                over = true;
                return InputRow.broken(
                        begins,
                        "from here on: the file cannot be read: " + InputText.why(failure)
                                + "; fetch it again and import all of it, what is in the books counts once",
                        "");
            }
            if (found == null) {
                over = true;
            } else if (found.flaw() != null) {
                return InputRow.broken(begins, found.flaw(), byCommas(String.valueOf(found.text())));
            } else if (!isBlank(found.cells())) {
                return row(found);
            }
        }
        return null;
    }

    private Records.@Nullable Found found() {
        try {
            return records.next();
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read on: " + InputText.why(e), e);
        }
    }

    private boolean isBlank(List<String> cells) {
        return cells.get(0).isEmpty()
                && (cells.size() > 1 || columns.size() > 1)
                && cells.stream().allMatch(String::isEmpty);
    }

    private InputRow row(Records.Found found) {
        List<String> cells = found.cells();
        int named = columns.size();
        if (cells.size() > named
                && cells.size() <= width
                && cells.subList(named, cells.size()).stream().allMatch(String::isBlank)) {
            cells = cells.subList(0, named);
        }
        return InputRow.of(found, cells.size(), named, asFound ? cells : foreign.cells(header, cells, columns));
    }

    /** A broken row's text such as it fits the others that are given back; a cell with a comma is quoted if it can be. */
    private String byCommas(String broken) {
        char separator = records.delimiter();
        return separator == ','
                ? broken
                : Stream.of(broken.split(Pattern.quote(String.valueOf(separator)), -1))
                        .map(cell -> cell.indexOf('"') < 0 ? InputRow.quoted(cell) : cell)
                        .collect(Collectors.joining(","));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
