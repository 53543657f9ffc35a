package io.nightbook.batch.intake;

import io.nightbook.csv.ForeignColumns.Purpose;
import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Reject;
import io.nightbook.domain.input.Rejected;
import io.nightbook.postgres.Awaited;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.RejectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One input file on its way in: block by block, so that memory does not grow with the file. While one block goes into the
 * database, the next ones are read and prepared.
 *
 * @param <P> a block as it is prepared beside the transaction
 */
abstract class IntakeFile<P> {

    private static final int BLOCK = 50_000;
    private static final int CHARACTERS_PER_ROW = 100;
    private static final int BLOCKS_AHEAD = 2;
    private static final int LONGEST_SHOWN = 2_000;
    private static final Comparator<Reject> BY_LINE = Comparator.comparingLong(Reject::line);

    private final Database database;
    private final InputFile file;
    private final int block;
    private final int ahead;
    private final RejectStore rejectStore;
    private final List<Reject> unsaved = new ArrayList<>();
    private final List<Reject> first = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final DatedRows dates = new DatedRows();
    private final long intake;
    private Map<String, LocalDate> lastDays = Map.of();
    private long accepted;
    private long rejected;
    private long duplicates;
    private long resolved;

    IntakeFile(Database database, InputFile file) {
        this(database, file, BLOCK, BLOCKS_AHEAD);
    }

    /**
     * A file.
     *
     * @param block the rows of a block, at most; fewer where they are long
     * @param ahead the blocks that are prepared ahead
     */
    IntakeFile(Database database, InputFile file, int block, int ahead) {
        this.database = database;
        this.file = file;
        this.block = block;
        this.ahead = ahead;
        this.rejectStore = new RejectStore(database);
        this.intake = rejectStore.reserve();
    }

    /** A block that was read: how many rows it had, and what was made of them. */
    private record Prepared<P>(int rows, P content) {}

    IntakeResult take(LongConsumer progress) {
        ExecutorService reader = Executors.newSingleThreadExecutor(task -> new Thread(task, "read " + file.name()));
        try {
            database.inTransaction(() -> takeAll(reader, progress));
        } finally {
            reader.shutdownNow();
            close();
        }
        return new IntakeResult(
                file.path(),
                file.header(),
                intake,
                accepted,
                duplicates,
                rejected,
                resolved,
                List.copyOf(first),
                List.copyOf(notes),
                lastDays,
                dates);
    }

    private long takeAll(ExecutorService reader, LongConsumer progress) {
        begin();
        long rows = 0;
        Queue<Future<Prepared<P>>> next = new ArrayDeque<>();
        for (int i = 0; i < ahead; i++) {
            next.add(next(reader));
        }
        Prepared<P> taken = await(next.remove());
        while (taken.rows() > 0) {
            next.add(next(reader));
            take(taken.content());
            saveRejects();
            rows += taken.rows();
            progress.accept(rows);
            taken = await(next.remove());
        }
        end();
        saveRejects();
        if (file.purpose() == Purpose.TAKE_IN) {
            resolve();
        }
        return rows;
    }

    /** One thread takes block after block, so they stay in the file's order. */
    private Future<Prepared<P>> next(ExecutorService reader) {
        return reader.submit(() -> {
            List<InputRow> rows = nextBlock();
            return new Prepared<>(rows.size(), prepare(rows));
        });
    }

    private List<InputRow> nextBlock() {
        List<InputRow> rows = new ArrayList<>();
        long characters = 0;
        while (rows.size() < block && characters < (long) block * CHARACTERS_PER_ROW) {
            InputRow row = file.next();
            if (row == null) {
                break;
            }
            rows.add(row);
            characters += row.characters();
        }
        return rows;
    }

    private static <T> T await(Future<T> future) {
        return Awaited.of(future, "the import was interrupted; nothing of the file is in the books");
    }

    /** A file that was given back and comes in settles what was rejected before. */
    private void resolve() {
        try {
            Path path = file.path().toRealPath();
            resolved = rejectStore.resolve(
                    intake,
                    path.toString(),
                    path.subpath(Math.max(0, path.getNameCount() - 2), path.getNameCount())
                            .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(file.name() + ": is no longer there: " + e.getMessage(), e);
        }
    }

    private void saveRejects() {
        unsaved.sort(BY_LINE);
        rejectStore.add(intake, unsaved);
        rejected += unsaved.size();
        unsaved.stream().map(IntakeFile::shortened).forEach(first::add);
        unsaved.clear();
        // a row that waited for others is rejected after them
        first.sort(BY_LINE);
        first.subList(Math.min(first.size(), IntakeResult.SHOWN), first.size()).clear();
    }

    private static Reject shortened(Reject reject) {
        return reject.row().length() <= LONGEST_SHOWN
                ? reject
                : new Reject(reject.file(), reject.line(), reject.reason(), reject.detail(), shortened(reject.row()));
    }

    /** A text that a person is to read. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN
                ? text
                : text.substring(0, LONGEST_SHOWN)
                        + String.format(Locale.ROOT, "... (%,d characters more)", text.length() - LONGEST_SHOWN);
    }

    void begin() {}

    /** Makes what it can of rows, beside the transaction. */
    abstract P prepare(List<InputRow> rows);

    /** Takes in a block, in the running transaction. */
    abstract void take(P block);

    void end() {}

    /** Whatever became of the transaction. */
    void close() {}

    InputFile file() {
        return file;
    }

    void accept(long rows) {
        accepted += rows;
    }

    void note(String oddity) {
        if (notes.size() < IntakeResult.SHOWN) {
            notes.add(oddity);
        }
    }

    void used(Map<String, LocalDate> until) {
        lastDays = Map.copyOf(until);
    }

    /** A date that a well-formed row says in a column; for the reading thread alone, or for the other alone. */
    void dated(String column, @Nullable LocalDate date) {
        dates.see(column, date);
    }

    void duplicate() {
        duplicates++;
    }

    void reject(InputRow row, Reason reason, String detail) {
        unsaved.add(rejected(row, reason, detail));
    }

    void reject(List<Reject> more) {
        unsaved.addAll(more);
    }

    Reject rejected(InputRow row, Reason reason, String detail) {
        return new Reject(file.name(), row.line(), reason, shortened(detail), row.asCsv());
    }

    /** How a row is read. */
    interface Reader<T> {
        T read(InputRow row);
    }

    /** A row with what it says. */
    record Read<T>(InputRow row, T value) {}

    /** What a block says, and its rows that say nothing. */
    record Block<T>(List<Read<T>> rows, List<Reject> rejects) {}

    /** Reads a block; rows that cannot be are rejected. */
    <T> Block<T> read(List<InputRow> rows, Reader<T> reader) {
        List<Read<T>> read = new ArrayList<>(rows.size());
        List<Reject> rejects = each(rows, row -> read.add(new Read<>(row, reader.read(row))));
        return new Block<>(read, rejects);
    }

    /** Does something with each row of a block; answers those that are no rows, or with which it cannot be done. */
    List<Reject> each(List<InputRow> rows, Consumer<InputRow> work) {
        List<Reject> failed = new ArrayList<>();
        for (InputRow row : rows) {
            try {
                if (row.flaw() != null) {
                    throw Rejected.malformed(row.flaw());
                }
                work.accept(row);
            } catch (Rejected e) {
                failed.add(rejected(row, e.reason(), e.detail()));
            }
        }
        return failed;
    }
}
