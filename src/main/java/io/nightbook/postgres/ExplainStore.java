package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.RunningCycle.Kind;
import io.nightbook.domain.replay.RunningCycle.Totals;
import io.nightbook.domain.usage.RatedUsage.Timing;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is booked of a few accounts, for people who ask why; writes nothing. */
public final class ExplainStore {

    private static final Sql FREEZE = Sql.query("explain/set-snapshot");
    private static final Sql FIND_HOLDER = Sql.query("explain/find-holder");
    private static final Sql FIND_HOLDERS = Sql.query("explain/find-holders");
    private static final Sql FIND_BATCHES = Sql.query("explain/find-batches");
    private static final Sql FIND_ENTRIES = Sql.query("explain/find-entries");
    private static final Sql FIND_CYCLES = Sql.query("explain/find-cycles");
    private static final Sql FIND_LINES = Sql.query("explain/find-lines");
    private static final Sql FIND_INVOICE = Sql.query("explain/find-invoice");
    private static final Sql FIND_EVENTS = Sql.query("explain/find-events");
    private static final Sql FIND_USAGE = Sql.query("explain/find-usage");
    private static final Sql FIND_MONTHS = Sql.query("explain/find-months");
    private static final Sql FIND_PARKED = Sql.query("explain/find-parked");
    private static final Sql FIND_REJECTS = Sql.query("explain/find-rejects");

    private final Database database;

    public ExplainStore(Database database) {
        this.database = database;
    }

    /** The run that booked something. */
    public record RunRef(int no, String job, Instant asOf) {
        @Override
        public String toString() {
            return "run " + no + " (" + job + " as of " + asOf + ")";
        }
    }

    /**
     * An account and how far its books go.
     *
     * @param closedUntil the end of its last closed cycle, or null
     * @param closedOn the local date of {@code closedUntil}
     * @param postedAsOf the as-of of the last run that was posted for it, or null
     */
    public record Holder(
            Account account,
            String name,
            @Nullable Instant closedUntil,
            @Nullable LocalDate closedOn,
            @Nullable Instant postedAsOf) {}

    /**
     * A batch with what an import said of it.
     *
     * @param batch its effective instant as booked, or the nominal one while {@code stage} is waiting
     * @param given the values of its row by column, in canonical form; none for a derived one
     */
    public record Held(
            CreditBatch batch,
            Stage stage,
            @Nullable String packageId,
            @Nullable String paymentRef,
            Map<String, String> given) {}

    /** How far a batch has come. */
    public enum Stage {
        /** No run met it yet. */
        WAITING,
        /** Derived once, and taken back since. */
        WITHDRAWN,
        BOOKED
    }

    /** A ledger entry. */
    public record Entry(
            String batchId,
            Movement.Kind kind,
            Credits credits,
            long value,
            Instant effectiveAt,
            LocalDate cycle,
            RunRef run) {}

    /** A cycle as booked. */
    public record Cycle(
            LocalDate firstDay,
            LocalDate untilDay,
            Instant from,
            Instant until,
            Kind kind,
            String state,
            String planId,
            Totals totals,
            Credits debt,
            RunRef run) {
        public boolean holds(LocalDate day) {
            return !day.isBefore(firstDay) && day.isBefore(untilDay);
        }

        public boolean isClosed() {
            return state.equals("closed");
        }
    }

    /** An invoice line of one account and cycle. */
    public record Line(
            int account,
            String number,
            int line,
            LocalDate firstDay,
            String kind,
            String subject,
            String description,
            BigDecimal quantity,
            BigDecimal unitPrice,
            long net,
            Paid paid) {}

    /** Whether a line was paid when its invoice was issued. */
    public enum Paid {
        YES,
        NO
    }

    /** An invoice without its lines; amounts in minor units. */
    public record Invoice(
            String number,
            LocalDate issueDate,
            LocalDate dueDate,
            LocalDate month,
            String currency,
            long net,
            long tax,
            long total,
            long paid,
            long due,
            String taxCategory,
            BigDecimal taxRate,
            String payerId,
            String payerName,
            @Nullable String payerCountry,
            @Nullable String payerTaxId,
            String sellerName,
            @Nullable String sellerCountry,
            RunRef run,
            List<Integer> accounts) {}

    /**
     * An event that counts.
     *
     * @param bearsOn its own local day, or the start of the cycle that bears it late
     * @param before what was used of its meter before it in the cycle, where it was rated by tiers; else null
     * @param properties agent, project, activity and further ones, by name
     */
    public record Used(
            String eventId,
            Instant occurredAt,
            LocalDate day,
            LocalDate bearsOn,
            Timing timing,
            String meter,
            String category,
            BigDecimal quantity,
            Credits credits,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal before,
            Map<String, String> properties) {
        public boolean isLate() {
            return timing == Timing.LATE;
        }
    }

    /** Usage of a meter in a cycle. */
    public record MeterSum(
            LocalDate cycle,
            String meter,
            String category,
            Timing timing,
            long events,
            BigDecimal quantity,
            Credits credits,
            BigDecimal cost) {}

    /** Everything booked of one account but its events. */
    public record Dossier(
            Holder holder,
            List<Held> batches,
            List<Entry> entries,
            List<Cycle> cycles,
            List<SubscriptionRow> rows,
            List<Line> lines) {}

    /** Lets all that follows in the running transaction see one and the same state of the books. */
    public void freeze() {
        database.sql(FREEZE).update();
    }

    /** The account that holds a batch. */
    public Optional<Integer> holderOf(String batchId) {
        return database.sql(FIND_HOLDER)
                .param("batch", batchId)
                .query(Integer.class)
                .optional();
    }

    /** All that is booked of these accounts, by account number; a handful of queries, however many accounts. */
    public Map<Integer, Dossier> dossiers(Collection<Integer> accounts) {
        Integer[] numbers = accounts.toArray(Integer[]::new);
        Map<Integer, List<Held>> batches = grouped(FIND_BATCHES, numbers, ExplainRows::held);
        Map<Integer, List<Entry>> entries = grouped(FIND_ENTRIES, numbers, ExplainRows::entry);
        Map<Integer, List<Cycle>> cycles = grouped(FIND_CYCLES, numbers, ExplainRows::cycle);
        Map<Integer, List<Line>> lines = grouped(FIND_LINES, numbers, ExplainRows::line);
        Map<Integer, List<SubscriptionRow>> rows = new SubscriptionStore(database).find(accounts);
        Map<Integer, Dossier> dossiers = new LinkedHashMap<>();
        database.sql(FIND_HOLDERS).param("accounts", numbers).query(row -> {
            int no = row.getInt("account_no");
            dossiers.put(
                    no,
                    new Dossier(
                            ExplainRows.holder(row),
                            batches.getOrDefault(no, List.of()),
                            entries.getOrDefault(no, List.of()),
                            cycles.getOrDefault(no, List.of()),
                            rows.getOrDefault(no, List.of()),
                            lines.getOrDefault(no, List.of())));
        });
        return dossiers;
    }

    public Optional<Invoice> invoice(String number) {
        return database.sql(FIND_INVOICE)
                .param("number", number)
                .query((row, n) -> ExplainRows.invoice(row))
                .optional();
    }

    /** The events that these local days bear, by account number, in the order of time. */
    public Map<Integer, List<Used>> events(Map<Integer, ? extends Collection<LocalDate>> days) {
        List<Integer> accounts = new ArrayList<>();
        List<String> dates = new ArrayList<>();
        days.forEach((account, asked) -> asked.forEach(day -> {
            accounts.add(account);
            dates.add(day.toString());
        }));
        Map<Integer, List<Used>> found = new HashMap<>();
        if (accounts.isEmpty()) {
            return found;
        }
        database.sql(FIND_EVENTS)
                .param("accounts", accounts.toArray(Integer[]::new))
                .param("days", dates.toArray(String[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getInt("account_no"), no -> new ArrayList<>())
                            .add(ExplainRows.used(row));
                });
        return found;
    }

    /** Usage by cycle and meter, of the cycles between two local days. */
    public List<MeterSum> usage(int account, LocalDate firstDay, LocalDate untilDay) {
        return database.sql(FIND_USAGE)
                .param("account", account)
                .param("first_day", firstDay)
                .param("until_day", untilDay)
                .query((row, n) -> ExplainRows.meterSum(row))
                .list();
    }

    /** The months in which cycles of the account begin, such as 2026-10, in order. */
    public List<String> months(int account) {
        return database.sql(FIND_MONTHS)
                .param("account", account)
                .query(String.class)
                .list();
    }

    /** Runs that parked the account, each with the reason. */
    public Map<RunRef, String> parked(int account) {
        Map<RunRef, String> parked = new LinkedHashMap<>();
        database.sql(FIND_PARKED).param("account", account).query(row -> {
            parked.put(ExplainRows.run(row), row.getString("reason"));
        });
        return parked;
    }

    /** Rejected rows that name the account, one line of text for each. */
    public List<String> rejects(String accountId, int limit) {
        return database.sql(FIND_REJECTS)
                .param("account", accountId)
                .param("limit", limit)
                .query((row, n) -> row.getString("file") + " line " + row.getLong("line") + ": "
                        + row.getString("reason") + ", " + row.getString("detail"))
                .list();
    }

    /** How a row is read. */
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Map<Integer, List<T>> grouped(Sql sql, Integer[] accounts, Reader<T> reader) {
        Map<Integer, List<T>> found = new HashMap<>();
        database.sql(sql).param("accounts", accounts).query(row -> {
            found.computeIfAbsent(row.getInt("account_no"), no -> new ArrayList<>())
                    .add(Objects.requireNonNull(reader.read(row)));
        });
        return found;
    }
}
