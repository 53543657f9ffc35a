package io.nightbook.csv;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** An input file, read record by record in constant memory: RFC 4180, UTF-8, perhaps gzipped, columns by name. */
public final class InputFile implements Closeable {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
    private static final int BUFFER = 1 << 16;

    private static final int MOST_GIVEN_BACK = 1 << 20;

    private final Path path;
    private final String name;
    private final InputKind kind;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;
    private final Map<String, Integer> places = new HashMap<>();
    private final int found;
    private final ForeignColumns foreign;
    private final boolean asFound;
    private long line = 1;
    private boolean over;
    private @Nullable LineNumberReader again;

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
        InputKind kind = InputKind.of(name);
        try {
            return new InputFile(path, name, kind, reader(path), foreign);
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableFile(path + ": cannot be read: " + e.getMessage());
        }
    }

    private InputFile(Path path, String name, InputKind kind, Reader reader, ForeignColumns foreign)
            throws IOException {
        this.path = path;
        this.name = name;
        this.kind = kind;
        this.parser = FORMAT.parse(reader);
        this.records = parser.iterator();
        if (!records.hasNext()) {
            throw new UnusableFile(name + ": is empty; the first line must name the columns");
        }
        List<String> columns = Arrays.asList(records.next().values());
        this.foreign = foreign;
        this.found = columns.size();
        this.header = foreign.header(name, kind, columns);
        this.asFound = foreign.leavesRows(header, found);
        for (int i = 0; i < header.size(); i++) {
            if (places.put(header.get(i), i) != null) {
                throw new UnusableFile(name + ":1: column " + header.get(i) + " is named twice");
            }
        }
        line = parser.getCurrentLineNumber() + 1;
        kind.check(name, header);
    }

    private static Reader reader(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        if (String.valueOf(path.getFileName()).endsWith(".gz")) {
            in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
        }
        return new InputStreamReader(withoutByteOrderMark(in), StandardCharsets.UTF_8);
    }

    private static InputStream withoutByteOrderMark(InputStream in) throws IOException {
        PushbackInputStream pushback = new PushbackInputStream(in, 3);
        byte[] start = pushback.readNBytes(3);
        boolean mark =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (!mark) {
            pushback.unread(start);
        }
        return pushback;
    }

    public Path path() {
        return path;
    }

    public String name() {
        return name;
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

    /**
     * The next record, or null at the end; blank lines are no records. Where quotes leave it open what belongs to a record,
     * it is broken as far as the end of that line.
     */
    public @Nullable InputRow next() {
        while (!over) {
            long begins = line;
            try {
                if (!records.hasNext()) {
                    return null;
                }
                CSVRecord record = records.next();
                line = parser.getCurrentLineNumber() + 1;
                if (record.size() > 1 || !record.get(0).isEmpty() || found == 1) {
                    return InputRow.of(begins, record.size(), found, cells(record));
                }
            } catch (UncheckedIOException e) {
                return broken(begins, Objects.requireNonNull(e.getCause()));
            }
        }
        return null;
    }

    private List<String> cells(CSVRecord record) {
        List<String> cells = Arrays.asList(record.values());
        return asFound ? cells : foreign.cells(header, cells, found);
    }

    private InputRow broken(long begins, IOException why) {
        if (!(why instanceof CSVException)) {
            over = true;
            return InputRow.broken(
                    begins,
                    "from here on: the file cannot be read: " + why.getMessage()
                            + "; fetch it again and import all of it, what is in the books counts once",
                    "");
        }
        over = !skipLine();
        long ends = line - 1;
        String where = over ? "from here on: " : ends > begins ? "as far as line " + ends + ": " : "";
        String flaw = where + "a quote does not end where its cell does; within one, each \" is written twice ("
                + why.getMessage() + ")";
        return InputRow.broken(begins, flaw, text(begins, over ? Long.MAX_VALUE : ends));
    }

    /**
     * Lines as they stand in the file, as many as may be given back; nothing of a file that can be read only once. They are
     * asked for in order, so all of them together take one reading more.
     */
    private String text(long first, long last) {
        if (!Files.isRegularFile(path)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        try {
            if (again == null) {
                again = new LineNumberReader(reader(path));
            }
            while (again.getLineNumber() < last && text.length() < MOST_GIVEN_BACK) {
                String next = again.readLine();
                if (next == null) {
                    break;
                }
                if (again.getLineNumber() >= first) {
                    text.append(text.isEmpty() ? "" : "\n").append(next);
                }
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips what is left of a line; answers false where nothing follows. */
    private boolean skipLine() {
        while (true) {
            try {
                if (!records.hasNext()) {
                    return false;
                }
                records.next();
                line = parser.getCurrentLineNumber() + 1;
                return true;
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof CSVException)) {
                    return false;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (again != null) {
            again.close();
        }
        parser.close();
    }
}
