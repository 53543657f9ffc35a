package io.nightbook.postgres;

import io.nightbook.domain.cycle.ClosingRule;
import io.nightbook.domain.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs: what ran, as of when, and what came of it. */
public final class RunStore {

    private static final Sql LIST_PARKED = Sql.query("report/list-parked");
    private static final Sql FIND_ALL = Sql.query("run/find-runs");
    private static final Sql FIND = Sql.query("run/find-run");
    private static final Sql FIND_LAST = Sql.query("run/find-last");
    private static final Sql FIND_LIVE = Sql.query("run/find-live");
    private static final Sql FIND_BEFORE = Sql.query("run/find-before");
    private static final Sql FIND_IDENTITY = Sql.query("run/find-identity");
    private static final Sql FIND_POSTED = Sql.query("run/find-posted");
    private static final Sql FIND_FIRST_POSTED = Sql.query("run/find-first-posted");
    private static final Sql FIND_FINISHED = Sql.query("run/find-finished");
    private static final Sql FIND_CLOSING = Sql.query("run/find-closing");
    private static final Sql COUNT_PARKED = Sql.query("run/count-parked");
    private static final Sql FIND_UNFINISHED = Sql.query("run/find-unfinished");
    private static final Sql FIND_UNPUBLISHED = Sql.query("run/find-unpublished");
    private static final Sql FIND_PARKED = Sql.query("run/find-parked");
    private static final Sql ADD = Sql.query("run/add-run");
    private static final Sql RESUME = Sql.query("run/resume-run");
    private static final Sql HOLD = Sql.query("run/hold-run");
    private static final Sql POST = Sql.query("run/post-run");
    private static final Sql FINISH = Sql.query("run/finish-run");
    private static final Sql FIND_PROGRESS = Sql.query("run/find-progress");
    private static final Sql FIND_TOTALS = Sql.query("run/find-totals");
    private static final Sql SUM_INVOICES = Sql.query("run/sum-invoices");
    private static final Sql END = Sql.query("run/end-run");
    private static final Sql REFUSE = Sql.query("run/refuse-run");
    private static final Sql ABANDON = Sql.query("run/abandon-run");

    private final Database database;

    public RunStore(Database database) {
        this.database = database;
    }

    /** Where a run stands in the books. */
    public enum State {
        RUNNING,
        FAILED,
        POSTED,
        REFUSED,
        ABANDONED
    }

    /**
     * A run as the history shows it.
     *
     * @param state the word of its {@link State}, or {@code interrupted} where it was running and no process works on it
     * @param live whether a process works on it now
     */
    public record Run(
            int no,
            String job,
            String identity,
            Instant asOf,
            String state,
            boolean live,
            Instant startedAt,
            @Nullable Instant endedAt,
            String startedBy,
            String catalog,
            long parked,
            @Nullable String message) {}

    /**
     * A run that was begun: what it is known by, where it stands, and what it was asked for.
     *
     * @param identity the UTC date of its as-of, with the account where a parked one is run again
     * @param catalog the fingerprint of the catalog that it began with
     * @param message why it ended as it did, if it failed or was refused
     */
    public record Begun(
            int no,
            String job,
            String identity,
            Instant asOf,
            State state,
            String catalog,
            boolean closes,
            ClosingRule closing,
            String startedBy,
            List<String> steps,
            @Nullable String message) {}

    /** A run in the hands of the process that took it up last. */
    public record Claim(int run, int attempt) {}

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

    /** The last run of a job over all accounts that posted. */
    public Optional<Run> last(String job) {
        return database.sql(FIND_LAST)
                .param("job", job)
                .query((row, n) -> run(row))
                .optional();
    }

    /** Runs that a process works on now. */
    public List<Run> live() {
        return database.sql(FIND_LIVE).query((row, n) -> run(row)).list();
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getInt("run_no"),
                row.getString("job"),
                row.getString("identity"),
                Objects.requireNonNull(Database.instant(row, "as_of")),
                row.getString("state"),
                row.getBoolean("live"),
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

    /** The latest run of an identity, unless it was taken back. */
    public Optional<Begun> identified(String job, String identity) {
        return database.sql(FIND_IDENTITY)
                .param("job", job)
                .param("identity", identity)
                .query((row, n) -> begun(row))
                .optional();
    }

    private static Begun begun(ResultSet row) throws SQLException {
        return new Begun(
                row.getInt("run_no"),
                row.getString("job"),
                row.getString("identity"),
                Objects.requireNonNull(Database.instant(row, "as_of")),
                Database.word(row, "state", State.class),
                row.getString("catalog"),
                row.getBoolean("closes"),
                Database.word(row, "closing", ClosingRule.class),
                row.getString("started_by"),
                List.of((String[]) row.getArray("steps").getArray()),
                row.getString("message"));
    }

    public Optional<Posted> lastPosted() {
        return database.sql(FIND_POSTED)
                .query((row, n) ->
                        new Posted(Objects.requireNonNull(Database.instant(row, "as_of")), row.getString("catalog")))
                .optional();
    }

    /** The first instant, from one on, as of which a job has posted for all accounts. */
    public Optional<Instant> firstPosted(String job, Instant from) {
        return database.sql(FIND_FIRST_POSTED)
                .param("job", job)
                .param("from", Database.at(from))
                .query((row, n) -> Optional.ofNullable(Database.instant(row, "as_of")))
                .single();
    }

    /** The latest logical date at which a job has posted and finished. */
    public Optional<Instant> lastFinished(String job) {
        return database.sql(FIND_FINISHED)
                .param("job", job)
                .query((row, n) -> Objects.requireNonNull(Database.instant(row, "as_of")))
                .optional();
    }

    /** Since when a closing of a job is due by its schedule, and up to when anything has posted. */
    public record Closing(Instant since, Instant posted) {}

    /** How far a job has closed; empty where nothing has posted yet. */
    public Optional<Closing> closing(String job) {
        return database.sql(FIND_CLOSING)
                .param("job", job)
                .query((row, n) -> new Closing(
                        Objects.requireNonNull(Database.instant(row, "since")),
                        Objects.requireNonNull(Database.instant(row, "posted"))))
                .optional();
    }

    /** How many accounts are parked still. */
    public long countParked() {
        return database.sql(COUNT_PARKED).query(Long.class).single();
    }

    /** Runs that began and did not post, in the order of their logical dates. */
    public List<Begun> unfinished() {
        return database.sql(FIND_UNFINISHED).query((row, n) -> begun(row)).list();
    }

    /** Runs that posted and did not come to their end, in the order of their logical dates. */
    public List<Begun> unpublished() {
        return database.sql(FIND_UNPUBLISHED).query((row, n) -> begun(row)).list();
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

    /** What a new run is to be. */
    public record Request(
            String job,
            String identity,
            Instant asOf,
            String startedBy,
            boolean closes,
            ClosingRule closing,
            String catalog,
            List<String> steps) {}

    public Claim add(Request request) {
        return database.sql(ADD)
                .param("job", request.job())
                .param("identity", request.identity())
                .param("as_of", Database.at(request.asOf()))
                .param("started_by", request.startedBy())
                .param("closes", request.closes())
                .param("closing", request.closing().word())
                .param("catalog", request.catalog())
                .param("steps", request.steps().toArray(String[]::new))
                .query(RunStore::claim)
                .single();
    }

    /** Takes a run up that is not finished: whoever had it before has it no more. */
    public Claim resume(int run) {
        return database.sql(RESUME).param("run", run).query(RunStore::claim).single();
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        return new Claim(row.getInt("run_no"), row.getInt("attempt"));
    }

    /** Whether a claim still holds; if so, nobody else can take the run until the running transaction ends. */
    public boolean holds(Claim claim) {
        return database.sql(HOLD)
                .param("run", claim.run())
                .param("attempt", claim.attempt())
                .query((row, n) -> row.getInt("held"))
                .optional()
                .isPresent();
    }

    /**
     * Marks a run as posted, in the transaction that posts it; answers false where the claim does not hold any more.
     *
     * @param over the month that is over for a run that closes cycles, noted if no run before knew it to be over
     */
    public boolean post(Claim claim, String counts, @Nullable MonthOver over) {
        return database.sql(POST)
                        .param("run", claim.run())
                        .param("attempt", claim.attempt())
                        .param("counts", counts)
                        .param("month", over == null ? null : over.month().atDay(1))
                        .param("cut_off", over == null ? null : Database.at(over.at()))
                        .update()
                == 1;
    }

    /** A month of the seller's and the instant at which it was over. */
    public record MonthOver(YearMonth month, Instant at) {}

    /** Marks a posted run as finished: its documents are out. */
    public void finish(Claim claim) {
        database.sql(FINISH)
                .param("run", claim.run())
                .param("attempt", claim.attempt())
                .update();
    }

    /** Marks a run that did not post; does nothing where another process has taken it up meanwhile. */
    public void end(Claim claim, State state, String message) {
        database.sql(END)
                .param("run", claim.run())
                .param("attempt", claim.attempt())
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("message", message)
                .update();
    }

    /** Marks a posted run as one that booked nothing, so that its identity is free for another try. */
    public void refuse(Claim claim, String message) {
        database.sql(REFUSE)
                .param("run", claim.run())
                .param("attempt", claim.attempt())
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

    /** The lock of all runs, if nobody holds it. */
    public Optional<RunLock> tryLock() {
        return RunLock.tryTake(database);
    }
}
