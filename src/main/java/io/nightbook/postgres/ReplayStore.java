package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.CreditBatch.Charge;
import io.nightbook.domain.credit.CreditBatch.End;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.domain.usage.TieredEvent;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads, for a block of accounts at once, all that their replays need. */
public final class ReplayStore {

    private static final Sql FIND_WORK = Sql.query("replay/find-work");
    private static final Sql FIND_PARTITIONS = Sql.query("replay/find-partitions");
    private static final Sql FIND_SPAN = Sql.query("replay/find-span");
    private static final Sql FIND_ACCOUNTS = Sql.query("replay/find-accounts");
    private static final Sql FIND_SUBSCRIPTIONS = Sql.query("replay/find-subscriptions");
    private static final Sql FIND_BATCHES = Sql.query("replay/find-batches");
    private static final Sql FIND_USAGE = Sql.query("replay/find-usage");
    private static final Sql FIND_TIERED = Sql.query("replay/find-tiered");
    private static final Sql FIND_BOOKED = Sql.query("replay/find-booked");

    private final Database database;
    private final Meters meters;
    private final StateCodec codec;

    public ReplayStore(Database database, Catalog catalog, Meters meters) {
        this.database = database;
        this.meters = meters;
        this.codec = new StateCodec(catalog);
    }

    /** An account to look at, and the first local day on which anything may have changed; null for none. */
    public record Work(int account, @Nullable LocalDate dirtyOn) {}

    /** What a run asks for: everything, where the catalog changed, or what can have changed. */
    public record Request(int run, Instant asOf, @Nullable Instant closesAt, Scope scope) {}

    /** Whether accounts without any change are looked at too. */
    public enum Scope {
        CHANGED,
        EVERYTHING
    }

    /** The accounts between two numbers that need a replay and are not staged yet, in order. */
    public List<Work> work(Request request, int first, int last, int limit) {
        return asked(FIND_WORK, request)
                .param("first", first)
                .param("last", last)
                .param("limit", limit)
                .query((row, n) -> new Work(row.getInt("account_no"), Database.date(row, "dirty_on")))
                .list();
    }

    /** A range of accounts, both ends included. */
    public record Range(int first, int last) {}

    /** Ranges that cover all accounts in need of a replay, with about as much work in each. */
    public List<Range> partitions(Request request, int parts) {
        return asked(FIND_PARTITIONS, request)
                .param("parts", parts)
                .query((row, n) -> new Range(row.getInt("first"), row.getInt("last")))
                .list();
    }

    private JdbcClient.StatementSpec asked(Sql sql, Request request) {
        return database.sql(sql)
                .param("run", request.run())
                .param("as_of", Database.at(request.asOf()))
                .param("closes", request.closesAt() != null)
                .param("closes_at", Database.at(request.closesAt() == null ? request.asOf() : request.closesAt()))
                .param("everything", request.scope() == Scope.EVERYTHING);
    }

    /** What a movement is known by. */
    public record MovementKey(String batchId, Movement.Kind kind, Instant effectiveAt) {}

    /** The sums booked under a key. */
    public record Booked(Credits credits, long value) {}

    /** All inputs of one account's replay. */
    public static final class AccountInputs {
        private final Account account;
        private final @Nullable AccountState opening;
        private final long inputNo;
        private final @Nullable LocalDate closedOn;
        final List<SubscriptionRow> history = new ArrayList<>();
        final List<CreditBatch> batches = new ArrayList<>();
        final Map<String, Long> batchNumbers = new HashMap<>();
        private final Map<UsageKey, UsageSum> rolledUp = new HashMap<>();
        final List<RatedUsage> usage = new ArrayList<>();
        final List<TieredEvent> tiered = new ArrayList<>();
        final Map<MovementKey, Booked> booked = new LinkedHashMap<>();

        @Nullable
        String flaw;

        AccountInputs(Account account, @Nullable AccountState opening, long inputNo, @Nullable LocalDate closedOn) {
            this.account = account;
            this.opening = opening;
            this.inputNo = inputNo;
            this.closedOn = closedOn;
        }

        public Account account() {
            return account;
        }

        public @Nullable AccountState opening() {
            return opening;
        }

        public long inputNo() {
            return inputNo;
        }

        /** The local day from which on the account's time is open, or null for all of it. */
        public @Nullable LocalDate closedOn() {
            return closedOn;
        }

        public List<SubscriptionRow> history() {
            return history;
        }

        public List<CreditBatch> batches() {
            return batches;
        }

        public long batchNumber(String batchId) {
            return Objects.requireNonNull(batchNumbers.get(batchId), batchId);
        }

        public List<RatedUsage> usage() {
            return usage;
        }

        public List<TieredEvent> tiered() {
            return tiered;
        }

        public Map<MovementKey, Booked> booked() {
            return booked;
        }

        /** Why the inputs cannot be used, or null. */
        public @Nullable String flaw() {
            return flaw;
        }
    }

    /** The days that hold usage and the UTC days that hold bookings, both ends included; null where there is nothing. */
    private record Span(
            @Nullable LocalDate firstUsed,
            @Nullable LocalDate lastUsed,
            @Nullable LocalDate firstBooked,
            @Nullable LocalDate lastBooked) {}

    /** Where the blocks of a run look for usage and bookings. */
    private Span span() {
        return database.sql(FIND_SPAN)
                .query((row, n) -> new Span(
                        Database.date(row, "first_used"),
                        Database.date(row, "last_used"),
                        Database.date(row, "first_booked"),
                        Database.date(row, "last_booked")))
                .single();
    }

    /** The inputs of a block of accounts, in account order; a handful of queries, however many accounts. */
    public List<AccountInputs> load(List<Work> work) {
        Span span = span();
        Map<Integer, AccountInputs> inputs = new LinkedHashMap<>();
        Integer[] accounts = work.stream().map(Work::account).toArray(Integer[]::new);
        Map<Integer, @Nullable LocalDate> dirty = new HashMap<>();
        work.forEach(item -> dirty.put(item.account(), item.dirtyOn()));
        database.sql(FIND_ACCOUNTS).param("accounts", accounts).query(row -> {
            int no = row.getInt("account_no");
            inputs.put(no, opened(row, dirty.get(no)));
        });
        database.sql(FIND_SUBSCRIPTIONS).param("accounts", accounts).query(row -> {
            of(inputs, row).history.add(SubscriptionStore.subscription(row));
        });
        database.sql(FIND_BATCHES).param("accounts", accounts).query(row -> {
            AccountInputs of = of(inputs, row);
            of.batches.add(batch(row));
            of.batchNumbers.put(row.getString("batch_id"), row.getLong("batch_no"));
        });
        loadUsage(inputs, span);
        if (meters.tiered().length > 0) {
            database.sql(FIND_TIERED).param("accounts", accounts).query(row -> {
                of(inputs, row).tiered.add(tiered(row));
            });
        }
        loadBooked(inputs, span);
        return List.copyOf(inputs.values());
    }

    private static AccountInputs of(Map<Integer, AccountInputs> inputs, ResultSet row) throws SQLException {
        return Objects.requireNonNull(inputs.get(row.getInt("account_no")));
    }

    /** The latest state that nothing new reaches back behind: a checkpoint, or the end of the last closed cycle. */
    private AccountInputs opened(ResultSet row, @Nullable LocalDate dirtyOn) throws SQLException {
        Account account = AccountStore.account(row);
        LocalDate checkpointOn = Database.date(row, "checkpoint_on");
        LocalDate closedOn = Database.date(row, "closed_on");
        boolean resumable = checkpointOn != null && (dirtyOn == null || !dirtyOn.isBefore(checkpointOn));
        byte[] state = row.getBytes(resumable ? "checkpoint" : "closed_state");
        try {
            AccountState opening = state == null ? null : codec.decode(state);
            return new AccountInputs(account, opening, row.getLong("input_no"), closedOn);
        } catch (IllegalArgumentException e) {
            AccountInputs flawed = new AccountInputs(account, null, row.getLong("input_no"), closedOn);
            flawed.flaw = e.getMessage();
            return flawed;
        }
    }

    private static CreditBatch batch(ResultSet row) throws SQLException {
        long price = row.getLong("price");
        Charge charge = row.wasNull() ? Charge.NONE : new Charge(price, Database.instant(row, "paid_at"));
        Instant nominal = Objects.requireNonNull(Database.instant(row, "nominal_at"));
        return new CreditBatch(
                row.getString("batch_id"),
                CreditClass.valueOf(row.getString("class").toUpperCase(Locale.ROOT)),
                Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                new Credits(row.getBigDecimal("allocated")),
                nominal,
                nominal,
                Database.instant(row, "expires_at"),
                row.getString("ends").equals("cycle") ? End.CYCLE : End.FIXED,
                row.getInt("priority"),
                Set.copyOf(Arrays.asList((String[]) row.getArray("categories").getArray())),
                row.getLong("value"),
                charge,
                Database.instant(row, "voided_at"),
                row.getString("origin_batch_id"),
                row.getLong("arrival"));
    }

    private void loadUsage(Map<Integer, AccountInputs> inputs, Span span) {
        LocalDate[] since = inputs.values().stream()
                .map(of ->
                        of.opening == null ? LocalDate.MIN : of.account.days().dateOf(of.opening.at()))
                .toArray(LocalDate[]::new);
        between(FIND_USAGE, inputs, since, span.firstUsed(), span.lastUsed())
                .ifPresent(asked -> asked.param("since", texts(since)).query(row -> {
                    UsageSum sum = new UsageSum(row.getLong(6), row.getBigDecimal(7), row.getBigDecimal(8));
                    Objects.requireNonNull(inputs.get(row.getInt(1)))
                            .rolledUp
                            .merge(usageKey(row), sum, UsageSum::plus);
                }));
        inputs.values().forEach(this::addUsage);
    }

    /** A query over the days from the earliest of {@code since} on that hold anything; none if no day does. */
    private Optional<JdbcClient.StatementSpec> between(
            Sql sql,
            Map<Integer, AccountInputs> inputs,
            LocalDate[] since,
            @Nullable LocalDate first,
            @Nullable LocalDate last) {
        if (first == null || last == null || inputs.isEmpty()) {
            return Optional.empty();
        }
        LocalDate earliest = Arrays.stream(since).min(LocalDate::compareTo).orElse(first);
        if (last.isBefore(earliest)) {
            return Optional.empty();
        }
        LocalDate from = earliest.isBefore(first) ? first : earliest;
        return Optional.of(database.sql(sql)
                .param("accounts", keys(inputs))
                .param("first", Collections.min(inputs.keySet()))
                .param("last", Collections.max(inputs.keySet()))
                .param("days", texts(from.datesUntil(last.plusDays(1)).toArray(LocalDate[]::new))));
    }

    /** Dates as PostgreSQL reads them. */
    private static String[] texts(LocalDate[] dates) {
        return Arrays.stream(dates)
                .map(date -> date.equals(LocalDate.MIN) ? "-infinity" : date.toString())
                .toArray(String[]::new);
    }

    private static Integer[] keys(Map<Integer, AccountInputs> inputs) {
        return inputs.keySet().toArray(Integer[]::new);
    }

    /** What usage of an account is rolled up by. */
    private record UsageKey(LocalDate bearsOn, @Nullable Instant slot, Timing timing, int meterNo) {}

    /** Sums under a key; corrections may leave no events. */
    private record UsageSum(long events, BigDecimal credits, BigDecimal cost) {

        UsageSum plus(UsageSum more) {
            return new UsageSum(events + more.events, credits.add(more.credits), cost.add(more.cost));
        }
    }

    /** Columns by number: there are many rows. */
    private static UsageKey usageKey(ResultSet row) throws SQLException {
        OffsetDateTime slot = row.getObject(3, OffsetDateTime.class);
        return new UsageKey(
                LocalDate.ofEpochDay(row.getInt(2)),
                slot == null ? null : slot.toInstant(),
                row.getBoolean(4) ? Timing.LATE : Timing.IN_TIME,
                row.getInt(5));
    }

    private void addUsage(AccountInputs of) {
        try {
            of.rolledUp.forEach((key, sum) -> {
                if (sum.events() != 0) {
                    of.usage.add(usage(of.account, key, sum));
                }
            });
        } catch (ArithmeticException | IllegalArgumentException e) {
            of.flaw = e.getMessage();
        }
        of.rolledUp.clear();
    }

    private RatedUsage usage(Account account, UsageKey key, UsageSum sum) {
        boolean tiered = meters.meterOf(key.meterNo()).isCumulative();
        return new RatedUsage(
                key.slot() == null ? account.days().startOf(key.bearsOn()) : key.slot(),
                key.timing(),
                meters.orderOf(key.meterNo()),
                tiered ? Credits.ZERO : new Credits(sum.credits()),
                sum.cost());
    }

    private TieredEvent tiered(ResultSet row) throws SQLException {
        Map<String, String> properties = new HashMap<>();
        String further = row.getString("properties");
        if (further != null) {
            properties.putAll(Properties.decode(further));
        }
        for (String name : List.of("agent", "project", "activity")) {
            properties.put(name, row.getString(name));
        }
        BigDecimal credits = row.getBigDecimal("credits");
        return new TieredEvent(
                row.getString("event_id"),
                Objects.requireNonNull(Database.date(row, "bears_on")),
                row.getBoolean("late") ? Timing.LATE : Timing.IN_TIME,
                Objects.requireNonNull(Database.instant(row, "occurred_at")),
                Objects.requireNonNull(Database.date(row, "day")),
                meters.orderOf(row.getInt("meter_no")),
                row.getBigDecimal("quantity"),
                credits == null ? null : new Credits(credits),
                properties);
    }

    private void loadBooked(Map<Integer, AccountInputs> inputs, Span span) {
        LocalDate[] days = inputs.values().stream()
                .map(of -> of.opening == null ? LocalDate.MIN : LocalDate.ofInstant(of.opening.at(), ZoneOffset.UTC))
                .toArray(LocalDate[]::new);
        String[] since = inputs.values().stream()
                .map(of -> of.opening == null ? "-infinity" : of.opening.at().toString())
                .toArray(String[]::new);
        between(FIND_BOOKED, inputs, days, span.firstBooked(), span.lastBooked())
                .ifPresent(asked -> asked.param("since", since).query(row -> {
                    MovementKey key = new MovementKey(
                            row.getString("batch_id"),
                            Movement.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                            Objects.requireNonNull(Database.instant(row, "effective_at")));
                    Booked booked = new Booked(new Credits(row.getBigDecimal("credits")), row.getLong("value"));
                    of(inputs, row).booked.put(key, booked);
                }));
    }
}
