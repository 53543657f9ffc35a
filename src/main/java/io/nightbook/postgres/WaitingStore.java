package io.nightbook.postgres;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents of posted runs that are not published yet, since the fonts at hand cannot set them. */
public final class WaitingStore {

    private static final Sql FORGET = Sql.query("report/forget-waiting");
    private static final Sql ADD = Sql.query("report/add-waiting");
    private static final Sql LIST = Sql.query("report/list-waiting");

    private final Database database;

    public WaitingStore(Database database) {
        this.database = database;
    }

    /**
     * A document that waits.
     *
     * @param path where it will lie
     * @param number of the invoice that it is, if it is one
     * @param characters those that no font at hand can set
     */
    public record Waiting(String path, @Nullable String number, String characters) {}

    /**
     * What waits of a run.
     *
     * @param first the first few paths
     * @param lacking the characters that a document lacks, each set of them once
     */
    public record Waitings(int run, long documents, List<String> first, List<String> lacking) {}

    /** Begins a run's list anew. */
    public void forget(int run) {
        database.sql(FORGET).param("run", run).update();
    }

    /** Adds documents; what was published under their paths counts no more. */
    public void add(int run, Collection<Waiting> waiting) {
        database.sql(ADD)
                .param("run", run)
                .param("paths", texts(waiting, Waiting::path))
                .param("numbers", texts(waiting, Waiting::number))
                .param("characters", texts(waiting, Waiting::characters))
                .update();
    }

    private static String[] texts(Collection<Waiting> waiting, Function<Waiting, @Nullable String> text) {
        return waiting.stream().map(text).toArray(String[]::new);
    }

    /** What waits, by run. */
    public List<Waitings> list() {
        return database.sql(LIST)
                .query((row, n) -> new Waitings(
                        row.getInt("run_no"),
                        row.getLong("documents"),
                        List.of((String[]) row.getArray("first").getArray()),
                        List.of((String[]) row.getArray("characters").getArray())))
                .list();
    }
}
