package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Meter;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads, for a block of accounts at once, all that their replays need. */
public final class ReplayStore {

    private static final Sql FORGET_WORK = Sql.query("replay/forget-work");
    private static final Sql LIST_WORK = Sql.query("replay/list-work");
    private static final Sql FIND_WORK = Sql.query("replay/find-work");
    private static final Sql FIND_PARTITIONS = Sql.query("replay/find-partitions");
    private static final Sql FIND_BOOKED_DAYS = Sql.query("replay/find-booked-days");
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
    public record Request(int run, Instant asOf, @Nullable Instant closesAt, Scope scope) {}

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

    /** Lists, in the running transaction, the accounts of a range that need a replay and are not staged yet. */
    public void list(Request request, Range range) {
        database.sql(FORGET_WORK).param("run", request.run()).update();
        database.sql(LIST_WORK)
                .param("run", request.run())
                .param("as_of", Database.at(request.asOf()))
                .param("closes", request.closesAt() != null)
                .param("closes_at", Database.at(request.closesAt() == null ? request.asOf() : request.closesAt()))
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

    /** What a movement is known by. */
    public record MovementKey(String batchId, Movement.Kind kind, Instant effectiveAt) {}

    /** The sums booked under a key. */
    public record Booked(Credits credits, long value) {}

    /** A batch that the books hold, under its number. */
    public record Held(long number, Terms terms) {}

    /** What a replay may change in a batch that the books hold. */
    public record Terms(
            CreditClass creditClass,
            Credits allocated,
            Instant nominalAt,
            @Nullable Instant effectiveAt,
            @Nullable Instant expiresAt,
            long value,
            @Nullable String originId) {

        public static Terms of(CreditBatch batch) {
            return new Terms(
                    batch.creditClass(),
                    batch.allocated(),
                    batch.nominalAt(),
                    batch.effectiveAt(),
                    batch.expiresAt(),
                    batch.value(),
                    batch.originId());
        }
    }

    /** All inputs of one account's replay. */
    public static final class AccountInputs {
        private final Work work;
        private final @Nullable AccountState opening;
        final List<SubscriptionRow> history = new ArrayList<>();
        final List<CreditBatch> batches = new ArrayList<>();
        private final Map<String, Held> held = new LinkedHashMap<>();
        private final RolledUp rolledUp = new RolledUp();
        final List<RatedUsage> usage = new ArrayList<>();
        final List<TieredEvent> tiered = new ArrayList<>();
        final Map<MovementKey, Booked> booked = new LinkedHashMap<>();

        @Nullable
        String flaw;

        AccountInputs(Work work, @Nullable AccountState opening) {
            this.work = work;
            this.opening = opening;
        }

        private void addBatch(ResultSet row) throws SQLException {
            Terms terms = terms(row);
            held.put(row.getString("batch_id"), new Held(row.getLong("batch_no"), terms));
            if (row.getLong("arrival") > 0) {
                batches.add(batch(row, terms));
            }
        }

        public Account account() {
            return work.account();
        }

        public @Nullable AccountState opening() {
            return opening;
        }

        /** What was asked for. */
        public Work work() {
            return work;
        }

        public List<SubscriptionRow> history() {
            return history;
        }

        public List<CreditBatch> batches() {
            return batches;
        }

        /** The account's batches that the books hold and that did not end in closed time, by id. */
        public Map<String, Held> held() {
            return held;
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

        /** The local day on which the replay begins. */
        private LocalDate since() {
            return opening == null ? LocalDate.MIN : account().days().dateOf(opening.at());
        }

        /** Why the inputs cannot be used, or null. */
        public @Nullable String flaw() {
            return flaw;
        }
    }

    /** The inputs of a block of accounts, in account order; a handful of queries, however many accounts. */
    public List<AccountInputs> load(List<Work> work) {
        Map<Integer, AccountInputs> inputs = new LinkedHashMap<>();
        work.forEach(item -> inputs.put(item.account().no(), opened(item)));
        if (inputs.isEmpty()) {
            return List.of();
        }
        Integer[] accounts = inputs.keySet().toArray(Integer[]::new);
        database.sql(FIND_SUBSCRIPTIONS).param("accounts", accounts).query(row -> {
            of(inputs, row).history.add(SubscriptionStore.subscription(row));
        });
        Long[] batches =
                work.stream().flatMap(item -> item.liveBatches().stream()).toArray(Long[]::new);
        if (batches.length > 0) {
            database.sql(FIND_BATCHES).param("batches", batches).query(row -> {
                of(inputs, row).addBatch(row);
            });
        }
        loadUsage(inputs, accounts);
        if (meters.tiered().length > 0) {
            database.sql(FIND_TIERED).param("accounts", accounts).query(row -> {
                AccountInputs of = of(inputs, row);
                try {
                    of.tiered.add(tiered(row));
                } catch (IllegalArgumentException e) {
                    of.flaw = e.getMessage();
                }
            });
        }
        loadBooked(inputs, accounts);
        return List.copyOf(inputs.values());
    }

    private static AccountInputs of(Map<Integer, AccountInputs> inputs, ResultSet row) throws SQLException {
        return Objects.requireNonNull(inputs.get(row.getInt("account_no")));
    }

    private AccountInputs opened(Work work) {
        try {
            AccountState opening = work.state() == null ? null : codec.decode(work.state());
            return new AccountInputs(work, opening);
        } catch (IllegalArgumentException e) {
            AccountInputs flawed = new AccountInputs(work, null);
            flawed.flaw = e.getMessage();
            return flawed;
        }
    }

    private static Terms terms(ResultSet row) throws SQLException {
        return new Terms(
                CreditClass.valueOf(row.getString("class").toUpperCase(Locale.ROOT)),
                new Credits(row.getBigDecimal("allocated")),
                Objects.requireNonNull(Database.instant(row, "nominal_at")),
                Database.instant(row, "effective_at"),
                Database.instant(row, "booked_until"),
                row.getLong("value"),
                row.getString("origin_batch_id"));
    }

    private static CreditBatch batch(ResultSet row, Terms terms) throws SQLException {
        long price = row.getLong("price");
        Charge charge = row.wasNull() ? Charge.NONE : new Charge(price, Database.instant(row, "paid_at"));
        return new CreditBatch(
                row.getString("batch_id"),
                terms.creditClass(),
                Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                terms.allocated(),
                terms.nominalAt(),
                terms.nominalAt(),
                Database.instant(row, "expires_at"),
                row.getString("ends").equals("cycle") ? End.CYCLE : End.FIXED,
                row.getInt("priority"),
                Set.copyOf(Arrays.asList((String[]) row.getArray("categories").getArray())),
                terms.value(),
                charge,
                Database.instant(row, "voided_at"),
                terms.originId(),
                row.getLong("arrival"));
    }

    private void loadUsage(Map<Integer, AccountInputs> inputs, Integer[] accounts) {
        LocalDate since = inputs.values().stream()
                .map(AccountInputs::since)
                .min(LocalDate::compareTo)
                .orElseThrow();
        database.sql(FIND_USAGE)
                .param("accounts", accounts)
                // as a date, known when it is planned, so that no month before it is looked at; the least one is
                // -infinity
                .param("since", since)
                .query(row -> {
                    AccountInputs of = of(inputs, row);
                    of.rolledUp.add(row, of.since());
                });
        inputs.values().forEach(this::addUsage);
    }

    private void addUsage(AccountInputs of) {
        try {
            of.rolledUp.forEach((key, sum) -> of.usage.add(usage(of.account(), key, sum)));
        } catch (ArithmeticException | IllegalArgumentException e) {
            of.flaw = e.getMessage();
        }
        of.rolledUp.clear();
    }

    private RatedUsage usage(Account account, RolledUp.Key key, RolledUp.Sum sum) {
        Meter meter = meters.meterOf(key.meterNo());
        return new RatedUsage(
                key.slot() == null ? account.days().startOf(key.bearsOn()) : key.slot(),
                key.timing(),
                meters.orderOf(key.meterNo()),
                meter.isCumulative() ? Credits.ZERO : credits(meter, key, sum),
                sum.cost());
    }

    private static Credits credits(Meter meter, RolledUp.Key key, RolledUp.Sum sum) {
        try {
            return new Credits(sum.credits());
        } catch (Credits.Overflow e) {
            throw new IllegalArgumentException(
                    "usage of " + meter.id() + " on " + key.bearsOn() + " adds up to " + e.getMessage()
                            + "; void the event that is too large",
                    e);
        }
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

    private void loadBooked(Map<Integer, AccountInputs> inputs, Integer[] accounts) {
        LocalDate[] booked = database.sql(FIND_BOOKED_DAYS)
                .query((row, n) ->
                        new LocalDate[] {Database.date(row, "first_booked"), Database.date(row, "last_booked")})
                .single();
        if (booked[0] == null) {
            return;
        }
        LocalDate earliest = inputs.values().stream()
                .map(of -> of.opening == null ? LocalDate.MIN : LocalDate.ofInstant(of.opening.at(), ZoneOffset.UTC))
                .min(LocalDate::compareTo)
                .orElseThrow();
        LocalDate from = earliest.isBefore(booked[0]) ? booked[0] : earliest;
        LocalDate until = booked[1].plusDays(1);
        if (from.isAfter(until)) {
            return;
        }
        database.sql(FIND_BOOKED)
                .param("accounts", accounts)
                .param("first", Collections.min(inputs.keySet()))
                .param("last", Collections.max(inputs.keySet()))
                .param("days", from.datesUntil(until).map(LocalDate::toString).toArray(String[]::new))
                .param(
                        "since",
                        inputs.values().stream()
                                .map(of -> of.opening == null
                                        ? "-infinity"
                                        : of.opening.at().toString())
                                .toArray(String[]::new))
                .query(row -> {
                    MovementKey key = new MovementKey(
                            row.getString("batch_id"),
                            Movement.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                            Objects.requireNonNull(Database.instant(row, "effective_at")));
                    Booked sum = new Booked(new Credits(row.getBigDecimal("credits")), row.getLong("value"));
                    of(inputs, row).booked.put(key, sum);
                });
    }
}
