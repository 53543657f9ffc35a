package io.nightbook.batch;

import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Reject;
import io.nightbook.domain.input.Rejected;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.RejectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** One input file on its way in: block by block, so that memory does not grow with the file. */
abstract class IntakeFile {

    private static final int BLOCK = 20_000;

    private final Database database;
    private final InputFile file;
    private final RejectStore rejectStore;
    private final List<Reject> blockRejects = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();
    private long accepted;
    private long duplicates;

    IntakeFile(Database database, InputFile file) {
        this.database = database;
        this.file = file;
        this.rejectStore = new RejectStore(database);
    }

    IntakeResult take(LongConsumer progress) {
        database.inTransaction(() -> {
            begin();
            List<InputRow> block = new ArrayList<>();
            long rows = 0;
            for (InputRow row = file.next(); row != null; row = file.next()) {
                block.add(row);
                rows++;
                if (block.size() == BLOCK) {
                    flush(block);
                    progress.accept(rows);
                }
            }
            flush(block);
            end();
            flushRejects();
            return rows;
        });
        return new IntakeResult(file.name(), file.header(), accepted, duplicates, rejects);
    }

    private void flush(List<InputRow> block) {
        takeBlock(block);
        block.clear();
        flushRejects();
    }

    private void flushRejects() {
        rejectStore.add(blockRejects);
        rejects.addAll(blockRejects);
        blockRejects.clear();
    }

    void begin() {}

    /** Takes in a block of rows, in the running transaction. */
    abstract void takeBlock(List<InputRow> block);

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
        blockRejects.add(new Reject(file.name(), row.line(), reason, detail, row.asCsv()));
    }

    /** How a row is read. */
    interface Reader<T> {
        T read(InputRow row);
    }

    /** A row with what it says. */
    record Read<T>(InputRow row, T value) {}

    /** Reads a block; rows that cannot be are rejected. */
    <T> List<Read<T>> read(List<InputRow> block, Reader<T> reader) {
        List<Read<T>> read = new ArrayList<>(block.size());
        for (InputRow row : block) {
            try {
                if (row.flaw() != null) {
                    throw Rejected.malformed(row.flaw());
                }
                read.add(new Read<>(row, reader.read(row)));
            } catch (Rejected e) {
                reject(row, e.reason(), e.detail());
            }
        }
        return read;
    }
}
