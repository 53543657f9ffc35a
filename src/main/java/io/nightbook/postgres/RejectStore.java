package io.nightbook.postgres;

import io.nightbook.domain.input.Reject;
import java.util.List;
import java.util.function.Function;

/** Rows that were not accepted; the same row of the same file is kept once, however often it is sent. */
public final class RejectStore {

    private static final Sql ADD = Sql.query("intake/add-rejects");

    private final Database database;

    public RejectStore(Database database) {
        this.database = database;
    }

    public void add(List<Reject> rejects) {
        if (rejects.isEmpty()) {
            return;
        }
        database.sql(ADD)
                .param("files", texts(rejects, Reject::file))
                .param("lines", rejects.stream().map(Reject::line).toArray(Long[]::new))
                .param("reasons", texts(rejects, reject -> reject.reason().word()))
                .param("details", texts(rejects, Reject::detail))
                .param("rows", texts(rejects, Reject::row))
                .update();
    }

    private static String[] texts(List<Reject> rejects, Function<Reject, String> value) {
        // what cannot be stored at all is shown as a replacement character
        return rejects.stream()
                .map(value)
                .map(text -> text.replace('\0', '\uFFFD'))
                .toArray(String[]::new);
    }
}
