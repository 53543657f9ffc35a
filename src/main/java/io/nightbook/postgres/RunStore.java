package io.nightbook.postgres;

import io.nightbook.domain.money.Money;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;

/** Runs: what ran, as of when, and what came of it. */
public final class RunStore {

    private static final Sql LIST_PARKED = Sql.query("report/list-parked");
    private static final Sql FIND_ALL = Sql.query("run/find-runs");
    private static final Sql FIND = Sql.query("run/find-run");
    private static final Sql FIND_BEFORE = Sql.query("run/find-before");
    private static final Sql FIND_IDENTITY = Sql.query("run/find-identity");
    private static final Sql FIND_POSTED = Sql.query("run/find-posted");
    private static final Sql FIND_FINISHED = Sql.query("run/find-finished");
    private static final Sql FIND_UNFINISHED = Sql.query("run/find-unfinished");
    private static final Sql FIND_PARKED = Sql.query("run/find-parked");
    private static final Sql ADD = Sql.query("run/add-run");
    private static final Sql RESUME = Sql.query("run/resume-run");
    private static final Sql POST = Sql.query("run/post-run");
    private static final Sql FINISH = Sql.query("run/finish-run");
    private static final Sql FIND_PROGRESS = Sql.query("run/find-progress");
    private static final Sql FIND_TOTALS = Sql.query("run/find-totals");
    private static final Sql SUM_INVOICES = Sql.query("run/sum-invoices");
    private static final Sql END = Sql.query("run/end-run");
    private static final Sql ABANDON = Sql.query("run/abandon-run");
    private static final Sql TRY_LOCK = Sql.query("run/take-lock");
    private static final Sql UNLOCK = Sql.query("run/release-lock");

    private final Database database;

    public RunStore(Database database) {
        this.database = database;
    }

    /** A run as the history shows it. */
    public record Run(
            int no,
            String job,
            String identity,
            Instant asOf,
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            String startedBy,
            String catalog,
            long parked,
            @Nullable String message) {}

    /** What a run is known by, and where it stands. */
    public record Identified(int no, Instant asOf, String state, String catalog) {}

    /** The last posted run. */
    public record Posted(Instant asOf, String catalog) {}

    public List<Run> latest(int limit) {
        return database.sql(FIND_ALL)
                .param("limit", limit)
                .query((row, n) -> run(row))
                .list();
    }

    public Optional<Run> find(int run) {
        return database.sql(FIND).param("run", run).query((row, n) -> run(row)).optional();
    }

    /** The last run of a job over all accounts that posted as of an earlier instant. */
    public Optional<Run> before(String job, Instant asOf) {
        return database.sql(FIND_BEFORE)
                .param("job", job)
                .param("as_of", Database.at(asOf))
                .query((row, n) -> run(row))
                .optional();
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getInt("run_no"),
                row.getString("job"),
                row.getString("identity"),
                Objects.requireNonNull(Database.instant(row, "as_of")),
                row.getString("state"),
                Objects.requireNonNull(Database.instant(row, "started_at")),
                Database.instant(row, "ended_at"),
                row.getString("started_by"),
                row.getString("catalog"),
                row.getLong("parked"),
                row.getString("message"));
    }

    /** The first accounts that a run parked, by id, each with the reason. */
    public Map<String, String> parked(int run, int limit) {
        Map<String, String> reasons = new LinkedHashMap<>();
        database.sql(LIST_PARKED).param("run", run).withMaxRows(limit).query(row -> {
            reasons.put(row.getString("account_id"), row.getString("reason"));
        });
        return reasons;
    }

    /** The totals of a run's invoices, a sum for each currency, in their order. */
    public List<Money> invoiced(int run) {
        return database.sql(SUM_INVOICES)
                .param("run", run)
                .query((row, n) -> new Money(row.getLong("total"), Currency.getInstance(row.getString("currency"))))
                .list();
    }

    public Optional<Identified> identified(String job, String identity) {
        return database.sql(FIND_IDENTITY)
                .param("job", job)
                .param("identity", identity)
                .query((row, n) -> new Identified(
                        row.getInt("run_no"),
                        Objects.requireNonNull(Database.instant(row, "as_of")),
                        row.getString("state"),
                        row.getString("catalog")))
                .optional();
    }

    public Optional<Posted> lastPosted() {
        return database.sql(FIND_POSTED)
                .query((row, n) ->
                        new Posted(Objects.requireNonNull(Database.instant(row, "as_of")), row.getString("catalog")))
                .optional();
    }

    /** The latest logical date at which a job has posted and finished. */
    public Optional<Instant> lastFinished(String job) {
        return database.sql(FIND_FINISHED)
                .param("job", job)
                .query((row, n) -> Objects.requireNonNull(Database.instant(row, "as_of")))
                .optional();
    }

    /** Runs that began and did not post. */
    public List<Integer> unfinished() {
        return database.sql(FIND_UNFINISHED)
                .query((row, n) -> row.getInt("run_no"))
                .list();
    }

    /** The number of an account that a posted run parked. */
    public Optional<Integer> parked(String job, String identity, String account) {
        return database.sql(FIND_PARKED)
                .param("job", job)
                .param("identity", identity)
                .param("account", account)
                .query(Integer.class)
                .optional();
    }

    public int add(String job, String identity, Instant asOf, String startedBy, boolean closes, String catalog) {
        return database.sql(ADD)
                .param("job", job)
                .param("identity", identity)
                .param("as_of", Database.at(asOf))
                .param("started_by", startedBy)
                .param("closes", closes)
                .param("catalog", catalog)
                .query(Integer.class)
                .single();
    }

    public void resume(int run) {
        database.sql(RESUME).param("run", run).update();
    }

    /**
     * Marks a run as posted, in the transaction that posts it.
     *
     * @param over the month that is over for a run that closes cycles, noted if no run before knew it to be over
     */
    public void post(int run, String counts, @Nullable MonthOver over) {
        database.sql(POST)
                .param("run", run)
                .param("counts", counts)
                .param("month", over == null ? null : over.month().atDay(1))
                .param("cut_off", over == null ? null : Database.at(over.at()))
                .update();
    }

    /** A month of the seller's and the instant at which it was over. */
    public record MonthOver(YearMonth month, Instant at) {}

    /** Marks a posted run as finished: its documents are out. */
    public void finish(int run) {
        database.sql(FINISH).param("run", run).update();
    }

    /** Marks a run that did not post. */
    public void end(int run, String state, String message) {
        database.sql(END)
                .param("run", run)
                .param("state", state)
                .param("message", message)
                .update();
    }

    public boolean isPosted(int run) {
        return find(run).filter(found -> found.state().equals("posted")).isPresent();
    }

    public boolean isEnded(int run) {
        return find(run).filter(found -> found.endedAt() != null).isPresent();
    }

    /** The counts and sums of a posted run, by name, in the order in which they were taken. */
    public Map<String, BigDecimal> totals(int run) {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        database.sql(FIND_TOTALS).param("run", run).query(row -> {
            totals.put(row.getString("name"), row.getBigDecimal("value"));
        });
        return totals;
    }

    /** How far a run is: its last step, and of the accounts to replay those that are done. */
    public record Progress(String step, long done, long accounts) {}

    /** How far a run is that has begun its first step. */
    public Optional<Progress> progress(int run) {
        return database.sql(FIND_PROGRESS)
                .param("run", run)
                .query((row, n) -> new Progress(row.getString("step"), row.getLong("done"), row.getLong("accounts")))
                .optional();
    }

    public void abandon(int run) {
        database.sql(ABANDON).param("run", run).update();
    }

    /** One run at a time over the whole database: a lock that the server drops when its holder dies. */
    public Optional<AutoCloseable> tryLock() {
        try {
            Connection connection = database.source().getConnection();
            boolean locked = false;
            try {
                locked = lock(connection);
            } finally {
                if (!locked) {
                    connection.close();
                }
            }
            return locked ? Optional.of(() -> unlock(connection)) : Optional.empty();
        } catch (SQLException e) {
            throw new UncategorizedSQLException("lock", TRY_LOCK.text(), e);
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(TRY_LOCK.text())) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void unlock(Connection connection) throws SQLException {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute(UNLOCK.text());
        }
    }
}
