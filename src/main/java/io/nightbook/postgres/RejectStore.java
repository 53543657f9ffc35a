package io.nightbook.postgres;

import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Reject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Rows that were not accepted. */
public final class RejectStore {

    private static final Sql ADD = Sql.query("intake/add-rejects");
    private static final Sql RESERVE = Sql.query("intake/reserve-intake");
    private static final Sql LIST = Sql.query("intake/list-rejects");
    private static final Sql COUNT_OPEN = Sql.query("intake/count-open-rejects");
    private static final Sql GIVE_BACK = Sql.query("intake/give-back");
    private static final Sql FIND_GIVEN_BACK = Sql.query("intake/find-given-back");
    private static final Sql RESOLVE = Sql.query("intake/resolve-rejects");
    private static final Sql RESOLVE_REPEATED = Sql.query("intake/resolve-repeated");
    private static final int FETCHED = 1_000;

    private final Database database;

    public RejectStore(Database database) {
        this.database = database;
    }

    /** A number for the taking in of a file, by which its rejects are found. */
    public long reserve() {
        return database.sql(RESERVE).query((row, n) -> row.getLong("intake_no")).single();
    }

    public void add(long intake, List<Reject> rejects) {
        if (rejects.isEmpty()) {
            return;
        }
        database.sql(ADD)
                .param("intake", intake)
                .param("files", texts(rejects, Reject::file))
                .param("lines", rejects.stream().map(Reject::line).toArray(Long[]::new))
                .param("reasons", texts(rejects, reject -> reject.reason().word()))
                .param("details", texts(rejects, Reject::detail))
                .param("rows", texts(rejects, Reject::row))
                .update();
    }

    /** How many rows wait to be mended. */
    public long countOpen() {
        return database.sql(COUNT_OPEN).query(Long.class).single();
    }

    /** Notes that the rejects of a taking in were given back in a file. */
    public void giveBack(String path, long intake) {
        database.sql(GIVE_BACK).param("path", path).param("intake", intake).update();
    }

    /**
     * Resolves, in the running transaction, what was given back in the file that is taken in, mended or left out. What is
     * rejected of it now is open; in any other file, a row that was resolved before stays so.
     *
     * @param file the name by which people know it
     * @return the number of rows that are resolved
     */
    public long resolve(long intake, String path, String file) {
        Optional<Long> given = database.sql(FIND_GIVEN_BACK)
                .param("path", path)
                .query(Long.class)
                .optional();
        if (given.isEmpty()) {
            database.sql(RESOLVE_REPEATED).param("intake", intake).update();
            return 0;
        }
        return database.sql(RESOLVE)
                .param("given", given.get())
                .param("intake", intake)
                .param("file", file)
                .update();
    }

    /** The rejects of a file that was taken in, in the order of its lines, streamed. */
    public void each(long intake, Consumer<Reject> sink) {
        database.inTransaction(() -> {
            database.sql(LIST)
                    .param("intake", intake)
                    .withFetchSize(FETCHED)
                    .query((ResultSet row) -> sink.accept(reject(row)));
            return intake;
        });
    }

    private static Reject reject(ResultSet row) throws SQLException {
        return new Reject(
                row.getString("file"),
                row.getLong("line"),
                Database.word(row, "reason", Reason.class),
                row.getString("detail"),
                row.getString("row"));
    }

    private static String[] texts(List<Reject> rejects, Function<Reject, String> value) {
        // what cannot be stored at all is shown as a replacement character
        return rejects.stream()
                .map(value)
                .map(text -> text.replace('\0', '\uFFFD'))
                .toArray(String[]::new);
    }
}
