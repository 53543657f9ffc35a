package io.nightbook.batch;

import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Reject;
import io.nightbook.domain.input.Rejected;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.RejectStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * One input file on its way in: block by block, so that memory does not grow with the file. While one block goes into the
 * database, the next one is read.
 *
 * @param <P> a block as it is prepared beside the transaction
 */
abstract class IntakeFile<P> {

    private static final int BLOCK = 20_000;

    private final Database database;
    private final InputFile file;
    private final RejectStore rejectStore;
    private final List<Reject> unsaved = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();
    private long accepted;
    private long duplicates;

    IntakeFile(Database database, InputFile file) {
        this.database = database;
        this.file = file;
        this.rejectStore = new RejectStore(database);
    }

    /** A block that was read: how many rows it had, and what was made of them. */
    private record Prepared<P>(int rows, P content) {}

    IntakeResult take(LongConsumer progress) {
        ExecutorService reader = Executors.newSingleThreadExecutor(task -> new Thread(task, "read " + file.name()));
        try {
            database.inTransaction(() -> takeAll(reader, progress));
        } finally {
            reader.shutdownNow();
        }
        return new IntakeResult(file.name(), file.header(), accepted, duplicates, rejects);
    }

    private long takeAll(ExecutorService reader, LongConsumer progress) {
        begin();
        long rows = 0;
        Prepared<P> block = await(reader.submit(this::nextBlock));
        while (block.rows() > 0) {
            Future<Prepared<P>> next = reader.submit(this::nextBlock);
            take(block.content());
            saveRejects();
            rows += block.rows();
            progress.accept(rows);
            block = await(next);
        }
        end();
        saveRejects();
        return rows;
    }

    private Prepared<P> nextBlock() {
        List<InputRow> rows = new ArrayList<>(BLOCK);
        while (rows.size() < BLOCK) {
            InputRow row = file.next();
            if (row == null) {
                break;
            }
            rows.add(row);
        }
        return new Prepared<>(rows.size(), prepare(rows));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was interrupted; nothing of the file is in the books", e);
        }
    }

    private void saveRejects() {
        unsaved.sort(Comparator.comparingLong(Reject::line));
        rejectStore.add(unsaved);
        rejects.addAll(unsaved);
        unsaved.clear();
    }

    void begin() {}

    /** Makes what it can of rows, beside the transaction. */
    abstract P prepare(List<InputRow> rows);

    /** Takes in a block, in the running transaction. */
    abstract void take(P block);

    void end() {}

    InputFile file() {
        return file;
    }

    void accept(long rows) {
        accepted += rows;
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
        return new Reject(file.name(), row.line(), reason, detail, row.asCsv());
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
        Block<T> block = new Block<>(new ArrayList<>(rows.size()), new ArrayList<>());
        for (InputRow row : rows) {
            try {
                if (row.flaw() != null) {
                    throw Rejected.malformed(row.flaw());
                }
                block.rows().add(new Read<>(row, reader.read(row)));
            } catch (Rejected e) {
                block.rejects().add(rejected(row, e.reason(), e.detail()));
            }
        }
        return block;
    }
}
