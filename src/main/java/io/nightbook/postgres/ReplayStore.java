package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogGap;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.CreditBatch.Charge;
import io.nightbook.domain.credit.CreditBatch.End;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.settlement.BookedBatch;
import io.nightbook.domain.settlement.EntryKey;
import io.nightbook.domain.settlement.EntrySum;
import io.nightbook.domain.settlement.Parked;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.domain.usage.TieredEvent;
import io.nightbook.postgres.WorkStore.Work;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads, for a block of accounts at once, all that their replays need. */
public final class ReplayStore {

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

    /** The inputs of a block of accounts, in account order; a handful of queries, however many accounts. */
    public List<AccountInputs> load(List<Work> work) {
        Map<Integer, AccountInputs> inputs = new LinkedHashMap<>();
        work.forEach(item -> inputs.put(item.account().no(), opened(item)));
        if (inputs.isEmpty()) {
            return List.of();
        }
        Integer[] accounts = inputs.keySet().toArray(Integer[]::new);
        database.sql(FIND_SUBSCRIPTIONS).param("accounts", accounts).query(row -> {
            of(inputs, row).subscriptions.add(SubscriptionStore.subscription(row));
        });
        Long[] batches =
                work.stream().flatMap(item -> item.liveBatches().stream()).toArray(Long[]::new);
        if (batches.length > 0) {
            database.sql(FIND_BATCHES).param("batches", batches).query(row -> {
                addBatch(of(inputs, row), row);
            });
        }
        loadUsage(inputs, accounts);
        if (meters.tiered().length > 0) {
            database.sql(FIND_TIERED).param("accounts", accounts).query(row -> {
                AccountInputs of = of(inputs, row);
                try {
                    of.tiered.add(tiered(row));
                } catch (CatalogGap gap) {
                    of.spoil(Parked.by(gap));
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
        AccountInputs inputs = new AccountInputs(work);
        if (work.state() != null) {
            try {
                inputs.open(codec.decode(work.state(), work.account().currency()));
            } catch (CatalogGap gap) {
                inputs.spoil(Parked.by(gap));
            }
        }
        return inputs;
    }

    private static void addBatch(AccountInputs to, ResultSet row) throws SQLException {
        String id = row.getString("batch_id");
        BookedBatch held = held(row);
        to.held.put(id, held);
        to.numbers.put(id, row.getLong("batch_no"));
        if (row.getLong("arrival") > 0) {
            to.batches.add(batch(row, held));
        }
    }

    private static BookedBatch held(ResultSet row) throws SQLException {
        return new BookedBatch(
                Database.word(row, "class", CreditClass.class),
                new Credits(row.getBigDecimal("allocated")),
                Objects.requireNonNull(Database.instant(row, "nominal_at")),
                Database.instant(row, "effective_at"),
                Database.instant(row, "booked_until"),
                row.getLong("value"),
                row.getString("origin_batch_id"));
    }

    private static CreditBatch batch(ResultSet row, BookedBatch held) throws SQLException {
        long price = row.getLong("price");
        Charge charge = row.wasNull() ? Charge.NONE : new Charge(price, Database.instant(row, "paid_at"));
        return new CreditBatch(
                row.getString("batch_id"),
                new CreditBatch.Kind(
                        held.creditClass(),
                        Database.word(row, "source", Source.class),
                        row.getInt("priority"),
                        Set.copyOf(Arrays.asList(
                                (String[]) row.getArray("categories").getArray()))),
                held.allocated(),
                held.value(),
                new CreditBatch.Span(
                        held.nominalAt(),
                        held.nominalAt(),
                        Database.instant(row, "expires_at"),
                        row.getString("ends").equals("cycle") ? End.CYCLE : End.FIXED),
                charge,
                Database.instant(row, "voided_at"),
                held.originId(),
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
        of.rolledUp.forEach((key, sum) -> {
            try {
                of.usage.add(usage(of.account(), key, sum));
            } catch (CatalogGap gap) {
                of.spoil(Parked.by(gap));
            } catch (Credits.Overflow overflow) {
                of.spoil(Parked.outOfRange("usage of " + meters.idOf(key.meterNo()) + " on " + key.bearsOn()
                        + " adds up to " + overflow.getMessage() + "; void the event that is too large"));
            }
        });
        of.rolledUp.clear();
    }

    private RatedUsage usage(Account account, RolledUp.Key key, RolledUp.Sum sum) {
        return new RatedUsage(
                key.slot() == null ? account.days().startOf(key.bearsOn()) : key.slot(),
                key.timing(),
                meters.orderOf(key.meterNo()),
                meters.meterOf(key.meterNo()).isCumulative() ? Credits.ZERO : new Credits(sum.credits()),
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

    private void loadBooked(Map<Integer, AccountInputs> inputs, Integer[] accounts) {
        LocalDate[] booked = database.sql(FIND_BOOKED_DAYS)
                .query((row, n) ->
                        new LocalDate[] {Database.date(row, "first_booked"), Database.date(row, "last_booked")})
                .single();
        if (booked[0] == null) {
            return;
        }
        LocalDate earliest = inputs.values().stream()
                .map(AccountInputs::openedAt)
                .map(at -> at == null ? LocalDate.MIN : LocalDate.ofInstant(at, ZoneOffset.UTC))
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
                                .map(AccountInputs::openedAt)
                                .map(at -> at == null ? "-infinity" : at.toString())
                                .toArray(String[]::new))
                .query(row -> {
                    EntryKey key = new EntryKey(
                            row.getString("batch_id"),
                            Database.word(row, "kind", Movement.Kind.class),
                            Objects.requireNonNull(Database.instant(row, "effective_at")));
                    EntrySum sum = new EntrySum(new Credits(row.getBigDecimal("credits")), row.getLong("value"));
                    of(inputs, row).entries.put(key, sum);
                });
    }
}
