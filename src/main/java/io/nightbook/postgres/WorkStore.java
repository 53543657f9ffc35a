package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.cycle.ClosingRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which accounts a run has to replay, listed once and taken page by page. */
public final class WorkStore {

    private static final Sql FORGET_WORK = Sql.query("replay/forget-work");
    private static final Sql LIST_WORK = Sql.query("replay/list-work");
    private static final Sql FIND_WORK = Sql.query("replay/find-work");
    private static final Sql COUNT_WORK = Sql.query("replay/count-work");
    private static final Sql FIND_PARTITIONS = Sql.query("replay/find-partitions");

    private final Database database;

    public WorkStore(Database database) {
        this.database = database;
    }

    /**
     * An account to look at.
     *
     * @param dirtyOn the first local day on which anything may have changed; null for none
     * @param liveBatches the numbers of its batches that did not end in closed time
     * @param state the latest state that nothing new reaches back behind, encoded; null to begin at the beginning
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Work(
            Account account,
            @Nullable LocalDate dirtyOn,
            long inputNo,
            List<Long> liveBatches,
            byte @Nullable [] state) {}

    /** What a run asks for: everything, where the catalog changed, or what can have changed. */
    public record Request(int run, Instant asOf, @Nullable ClosingRequest closing, Scope scope) {}

    /** Whether accounts without any change are looked at too. */
    public enum Scope {
        CHANGED,
        EVERYTHING
    }

    /** A range of accounts, both ends included. */
    public record Range(int first, int last) {
        /** All of them. */
        public static final Range ALL = new Range(0, Integer.MAX_VALUE);
    }

    /**
     * Lists, in the running transaction, the accounts of a range that need a replay and are not staged yet. Where a job closes
     * only some of what is due, those with other cycles due are looked at too.
     */
    public void list(Request request, Range range) {
        database.sql(FORGET_WORK).param("run", request.run()).update();
        database.sql(LIST_WORK)
                .param("run", request.run())
                .param("as_of", Database.at(request.asOf()))
                .param("closes", request.closing() != null)
                .param(
                        "closes_at",
                        Database.at(
                                request.closing() == null
                                        ? request.asOf()
                                        : request.closing().by()))
                .param("everything", request.scope() == Scope.EVERYTHING)
                .param("first", range.first())
                .param("last", range.last())
                .update();
    }

    /** Ranges that cover all listed accounts, with about as much work in each. */
    public List<Range> partitions(Request request, int parts) {
        return database.sql(FIND_PARTITIONS)
                .param("run", request.run())
                .param("parts", parts)
                .query((row, n) -> new Range(row.getInt("first"), row.getInt("last")))
                .list();
    }

    /** How many accounts are listed. */
    public long count(Request request) {
        return database.sql(COUNT_WORK)
                .param("run", request.run())
                .query(Long.class)
                .single();
    }

    /** The first listed accounts of a range, in order. */
    public List<Work> work(Request request, Range range, int limit) {
        return database.sql(FIND_WORK)
                .param("run", request.run())
                .param("first", range.first())
                .param("last", range.last())
                .param("limit", limit)
                .query((row, n) -> new Work(
                        AccountStore.account(row),
                        Database.date(row, "dirty_on"),
                        row.getLong("input_no"),
                        List.of((Long[]) row.getArray("live_batches").getArray()),
                        row.getBytes("state")))
                .list();
    }
}
